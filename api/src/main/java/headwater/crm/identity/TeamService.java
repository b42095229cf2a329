package headwater.crm.identity;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.record.Searchable;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The tree of teams. */
@Service
public class TeamService implements Searchable {
    private final TeamRepository repository;
    private final UserService users;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Clock clock;

    TeamService(
            TeamRepository repository,
            UserService users,
            Transactions transactions,
            Idempotency idempotency,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    public Connection<Team> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Team> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    @Override
    public RecordType type() {
        return RecordType.TEAM;
    }

    @Override
    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        return repository.search(viewer, text, limit);
    }

    /** For imports. */
    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        viewer.require(Permission.ADMINISTER);
        return repository.byExternalIds(viewer, externalIds);
    }

    /**
     * Key of the team that the reference names; null, with a violation added, when there is none.
     */
    public @Nullable Long find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return repository.find(viewer, ref, violations, field);
    }

    public Team create(Viewer viewer, TeamDraft draft) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () ->
                        team(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createTeam",
                                        draft,
                                        () -> {
                                            var resolved = resolve(viewer, draft, null);
                                            return repository.insert(
                                                    viewer,
                                                    draft,
                                                    resolved.parentId(),
                                                    resolved.managerId(),
                                                    clock.instant());
                                        })));
    }

    public Team update(
            Viewer viewer, long id, int expectedVersion, UnaryOperator<TeamDraft> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    TeamDraft after = change.apply(TeamDraft.of(team(viewer, id)));
                    var resolved = resolve(viewer, after, id);
                    repository.update(
                            viewer,
                            id,
                            expectedVersion,
                            after,
                            resolved.parentId(),
                            resolved.managerId(),
                            clock.instant());
                    return team(viewer, id);
                });
    }

    /** Deletes a team that nothing refers to. */
    public Team delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    Team before = team(viewer, id);
                    repository.delete(viewer, id, expectedVersion);
                    return before;
                });
    }

    private record Resolved(@Nullable Long parentId, @Nullable Long managerId) {}

    private Resolved resolve(Viewer viewer, TeamDraft draft, @Nullable Long id) {
        var violations = new Violations();
        violations.requireText(draft.name(), "name");
        Long parent =
                draft.parent() == null
                        ? null
                        : repository.find(viewer, draft.parent(), violations, "parent");
        Long manager =
                draft.manager() == null
                        ? null
                        : users.find(viewer, draft.manager(), violations, "manager");
        violations.invalidIf(
                id != null && parent != null && repository.isWithin(viewer, parent, id),
                "parent must not be the team itself or one below it.",
                "parent");
        violations.refuse();
        return new Resolved(parent, manager);
    }

    private Team team(Viewer viewer, long id) {
        return repository.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.TEAM.encode(id)));
    }
}
