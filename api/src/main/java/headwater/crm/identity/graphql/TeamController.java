package headwater.crm.identity.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.identity.Team;
import headwater.crm.identity.TeamDraft;
import headwater.crm.identity.TeamService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;

@Controller
class TeamController implements RecordLoader<Team> {
    private final TeamService service;

    TeamController(TeamService service) {
        this.service = service;
    }

    record UpdateTeamInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<Team.Kind> kind,
            ArgumentValue<RecordRef> parent,
            ArgumentValue<RecordRef> manager) {
        TeamDraft applyTo(TeamDraft before) {
            return new TeamDraft(
                    Given.orKept(name, before.name()),
                    Given.orKept(kind, before.kind()),
                    Given.or(parent, before.parent()),
                    Given.or(manager, before.manager()),
                    before.externalId(),
                    null);
        }
    }

    record ImportTeamsInput(List<TeamDraft> rows) {}

    @QueryMapping
    @Nullable Team team(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.TEAM.decode(id))).stream().findFirst().orElse(null);
    }

    @QueryMapping
    Connection<Team> teams(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Team> createTeam(Viewer viewer, @Argument TeamDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Team> updateTeam(Viewer viewer, @Argument UpdateTeamInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.TEAM.decode(input.id()),
                                input.expectedVersion(),
                                input::applyTo));
    }

    @MutationMapping
    Payload<Team> deleteTeam(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.TEAM.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    ImportPayload importTeams(Viewer viewer, @Argument ImportTeamsInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                TeamDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.TEAM;
    }

    @Override
    public List<Team> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
