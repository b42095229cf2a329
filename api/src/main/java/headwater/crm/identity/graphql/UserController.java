package headwater.crm.identity.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.ImportPayload;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.identity.User;
import headwater.crm.identity.UserDraft;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

@Controller
class UserController implements RecordLoader<User> {
    private final UserService service;

    UserController(UserService service) {
        this.service = service;
    }

    record UpdateUserInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> email,
            ArgumentValue<String> password,
            ArgumentValue<RecordRef> manager,
            ArgumentValue<List<String>> roles,
            ArgumentValue<Boolean> active) {
        UserDraft applyTo(UserDraft before) {
            return new UserDraft(
                    before.login(),
                    Given.orKept(name, before.name()),
                    Given.or(email, before.email()),
                    Given.or(password, null),
                    Given.or(manager, before.manager()),
                    Given.orKept(roles, before.roles()),
                    null,
                    null,
                    Given.or(active, before.active()),
                    before.createdAt(),
                    before.externalId(),
                    null);
        }
    }

    record AssignTeamInput(RecordRef user, RecordRef team, LocalDate from) {}

    record ImportUsersInput(List<UserDraft> rows) {}

    @QueryMapping
    User viewer(Viewer viewer) {
        return byIds(viewer, viewer.userId() == null ? Set.of() : Set.of(viewer.userId())).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("viewer"));
    }

    @QueryMapping
    @Nullable User user(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.USER.decode(id))).stream().findFirst().orElse(null);
    }

    @QueryMapping
    Connection<User> users(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<User> createUser(Viewer viewer, @Argument UserDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<User> updateUser(Viewer viewer, @Argument UpdateUserInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.USER.decode(input.id()),
                                input.expectedVersion(),
                                input::applyTo));
    }

    @MutationMapping
    Payload<User> deleteUser(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.USER.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<User> assignTeam(Viewer viewer, @Argument AssignTeamInput input) {
        return Payload.of(
                () -> service.assignTeam(viewer, input.user(), input.team(), input.from()));
    }

    @MutationMapping
    ImportPayload importUsers(Viewer viewer, @Argument ImportUsersInput input) {
        Viewer importing = viewer.through(Door.IMPORT);
        return ImportPayload.of(
                type(),
                input.rows(),
                UserDraft::externalId,
                externalIds -> service.byExternalIds(importing, externalIds),
                row -> service.create(importing, row).id());
    }

    @Override
    public RecordType type() {
        return RecordType.USER;
    }

    @Override
    public List<User> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
