package headwater.crm.role;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Roles. Those that come with the product cannot be changed, so that its upgrades can. */
@Service
public class RoleService {
    private final RoleRepository repository;
    private final PublicSchema schema;
    private final Transactions transactions;
    private final Clock clock;

    RoleService(
            RoleRepository repository,
            PublicSchema schema,
            Transactions transactions,
            Clock clock) {
        this.schema = schema;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Connection<Role> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Role> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /** Adds a violation for each key that names no role. */
    public void check(Viewer viewer, Collection<String> keys, Violations violations, String field) {
        Set<String> known = repository.known(viewer, keys);
        keys.stream()
                .filter(key -> !known.contains(key))
                .forEach(
                        key ->
                                violations.add(
                                        Code.REFERENCE_NOT_FOUND,
                                        "There is no role \"%s\"; Query.roles lists them."
                                                .formatted(key),
                                        field));
    }

    public Role create(Viewer viewer, RoleDraft draft) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    validate(draft);
                    return role(viewer, repository.insert(viewer, draft, clock.instant()));
                });
    }

    public Role update(
            Viewer viewer, long id, int expectedVersion, UnaryOperator<RoleDraft> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    RoleDraft after = change.apply(RoleDraft.of(ownRole(viewer, id)));
                    validate(after);
                    repository.update(viewer, id, expectedVersion, after, clock.instant());
                    return role(viewer, id);
                });
    }

    /** Refused while somebody has the role. */
    public Role delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    Role before = ownRole(viewer, id);
                    repository.delete(viewer, id, expectedVersion);
                    return before;
                });
    }

    private void validate(RoleDraft draft) {
        var violations = new Violations();
        draft.validate(schema.governing().keySet(), violations);
        violations.refuse();
    }

    private Role ownRole(Viewer viewer, long id) {
        Role role = role(viewer, id);
        if (role.builtIn()) {
            throw new Refused(
                    Code.NOT_PERMITTED,
                    "%s comes with the product and cannot be changed; make a role of your own."
                            .formatted(role.key()));
        }
        return role;
    }

    private Role role(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.ROLE.encode(id)));
    }
}
