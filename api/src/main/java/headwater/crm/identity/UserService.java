package headwater.crm.identity;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.RowScope;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.InstallationKey;
import headwater.crm.persistence.Transactions;
import headwater.crm.record.Searchable;
import headwater.crm.role.RoleService;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Users and the teams they are in. */
@Service
public class UserService implements Searchable {
    private final UserRepository repository;
    private final TeamRepository teams;
    private final RoleService roles;
    private final CompanyService company;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Passwords passwords;
    private final SessionRepository sessions;
    private final ApiKeyRepository apiKeys;
    private final InstallationKey installation;
    private final Clock clock;

    UserService(
            UserRepository repository,
            TeamRepository teams,
            RoleService roles,
            CompanyService company,
            Transactions transactions,
            Idempotency idempotency,
            Passwords passwords,
            SessionRepository sessions,
            ApiKeyRepository apiKeys,
            InstallationKey installation,
            Clock clock) {
        this.repository = repository;
        this.teams = teams;
        this.roles = roles;
        this.company = company;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.passwords = passwords;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.installation = installation;
        this.clock = clock;
    }

    public Connection<User> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<User> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * Key of the active user that the reference names; null, with a violation added, when there is
     * none.
     */
    public @Nullable Long find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return repository.find(viewer, ref, violations, field);
    }

    /** The user that a new record shall belong to: the one named, or the viewer himself. */
    public @Nullable Long owner(
            Viewer viewer, RecordType object, @Nullable RecordRef ref, Violations violations) {
        if (ref == null && viewer.userId() == null) {
            violations.add(Code.REQUIRED, "owner must be named.", "owner");
            return null;
        }
        Long owner = ref == null ? viewer.userId() : find(viewer, ref, violations, "owner");
        if (owner != null && !viewer.scope(object, Action.CREATE).contains(owner)) {
            refuseOwner(violations);
        }
        return owner;
    }

    /** The user that a record shall be given to; both owners must be within the viewer's reach. */
    public @Nullable Long newOwner(
            Viewer viewer, RecordType object, long before, RecordRef ref, Violations violations) {
        Long owner = find(viewer, ref, violations, "owner");
        RowScope scope = viewer.scope(object, Action.TRANSFER);
        if (owner != null
                && owner != before
                && !(scope.contains(before) && scope.contains(owner))) {
            refuseOwner(violations);
        }
        return owner;
    }

    private static void refuseOwner(Violations violations) {
        violations.add(
                Code.NOT_PERMITTED,
                "Your roles do not let you give records to this person.",
                "owner");
    }

    /** The team that a user was in on a day; null when in none. */
    public @Nullable Long teamOn(Viewer viewer, long userId, LocalDate day) {
        return teams.teamOn(viewer, userId, day);
    }

    /** Whom somebody reports to; null for nobody, or one who has left. */
    public @Nullable Long superior(Viewer viewer, long userId) {
        return repository.superior(viewer, userId);
    }

    /** Whether one person stands above another, however far. */
    public boolean isAbove(Viewer viewer, long manager, long person) {
        return repository.subordinates(manager).contains(person);
    }

    /** Whether somebody works here still. */
    public boolean isActive(Viewer viewer, long userId) {
        return byIds(viewer.asSystem(), Set.of(userId)).stream().anyMatch(User::active);
    }

    /** Keys of the active people who hold a role, in their order. */
    public List<Long> holders(Viewer viewer, String role) {
        return repository.holders(viewer, role);
    }

    /** Keys of the active people whose roles let them administer, in their order. */
    public List<Long> administrators(Viewer viewer) {
        return repository.administrators(viewer);
    }

    /** How many people there are. */
    public int count(Viewer viewer) {
        return repository.count(viewer);
    }

    @Override
    public RecordType type() {
        return RecordType.USER;
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

    public User create(Viewer viewer, UserDraft draft) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () ->
                        user(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createUser",
                                        fingerprint(draft),
                                        () -> insert(viewer, draft))));
    }

    /** The draft's text leaves the password out. */
    private String fingerprint(UserDraft draft) {
        return draft.password() == null
                ? draft.toString()
                : draft + HexFormat.of().formatHex(installation.mark("password", draft.password()));
    }

    private long insert(Viewer viewer, UserDraft draft) {
        var violations = new Violations();
        validate(viewer, draft, violations);
        Long manager =
                draft.manager() == null
                        ? null
                        : find(viewer, draft.manager(), violations, "manager");
        Long team =
                draft.team() == null ? null : teams.find(viewer, draft.team(), violations, "team");
        violations.refuse();
        long id = repository.insert(viewer, draft, manager, clock.instant());
        storePassword(id, draft.password());
        if (team != null) {
            LocalDate since = draft.teamSince() == null ? today() : draft.teamSince();
            teams.assign(viewer, id, team, since, clock.instant());
        }
        return id;
    }

    public User update(
            Viewer viewer, long id, int expectedVersion, UnaryOperator<UserDraft> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    User before = user(viewer, id);
                    UserDraft after = change.apply(UserDraft.of(before));
                    var violations = new Violations();
                    validate(viewer, after, violations);
                    Long manager = before.managerId();
                    if (after.manager() == null) {
                        manager = null;
                    } else if (!after.manager().equals(UserDraft.of(before).manager())) {
                        manager = find(viewer, after.manager(), violations, "manager");
                        violations.invalidIf(
                                manager != null
                                        && (manager == id
                                                || repository.subordinates(id).contains(manager)),
                                "manager must not be the user himself or somebody below him.",
                                "manager");
                    }
                    violations.refuse();
                    repository.update(viewer, id, expectedVersion, after, manager, clock.instant());
                    storePassword(id, after.password());
                    User changed = user(viewer, id);
                    if (before.active() && !changed.active()) {
                        // For good: whoever becomes active again signs in again.
                        sessions.endAll(id, null);
                        apiKeys.revokeAll(id, clock.instant());
                    }
                    return changed;
                });
    }

    /**
     * Deletes a user whom no record names, with his roles and password.
     *
     * @throws headwater.crm.shared.Refused IN_USE if a record names him; he can be made inactive
     */
    public User delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    User before = user(viewer, id);
                    var violations = new Violations();
                    violations.invalidIf(
                            viewer.userId() != null && viewer.userId() == id,
                            "You cannot delete yourself; another administrator can.",
                            "id");
                    violations.refuse();
                    repository.delete(viewer, id, expectedVersion);
                    return before;
                });
    }

    /** Puts a user into a team from a day on; an earlier membership ends on that day. */
    public User assignTeam(Viewer viewer, RecordRef userRef, RecordRef teamRef, LocalDate from) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    var violations = new Violations();
                    Long user = find(viewer, userRef, violations, "user");
                    Long team = teams.find(viewer, teamRef, violations, "team");
                    violations.refuse();
                    teams.assign(
                            viewer,
                            Violations.present(user),
                            Violations.present(team),
                            from,
                            clock.instant());
                    return user(viewer, Violations.present(user));
                });
    }

    private void validate(Viewer viewer, UserDraft draft, Violations violations) {
        draft.validate(violations);
        passwords.check(draft.password(), draft.login(), draft.name(), violations, "password");
        roles.check(viewer, draft.roles(), violations, "roles");
    }

    private void storePassword(long userId, @Nullable String password) {
        if (password != null) {
            passwords.store(userId, password, null);
        }
    }

    private User user(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.USER.encode(id)));
    }

    private LocalDate today() {
        Company settings = company.company();
        return settings.dayOf(clock.instant());
    }
}
