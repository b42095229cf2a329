package headwater.crm.role;

import headwater.crm.permission.Action;
import headwater.crm.permission.FieldGrant;
import headwater.crm.permission.Grant;
import headwater.crm.permission.GrantScope;
import headwater.crm.permission.Permission;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * What a caller says of a role.
 *
 * @param fields all open when null
 * @param permissions none when null
 */
public record RoleDraft(
        String key,
        String name,
        @Nullable String description,
        List<GrantDraft> grants,
        @Nullable List<FieldGrant> fields,
        @Nullable List<String> permissions) {
    private static final int MOST_GRANTS = 200;

    /**
     * @param team id of the team of {@link GrantScope#LISTED_TEAM}
     */
    public record GrantDraft(
            RecordType object, Action action, GrantScope scope, @Nullable String team) {
        static GrantDraft of(Grant grant) {
            return new GrantDraft(
                    grant.object(),
                    grant.action(),
                    grant.scope(),
                    grant.teamId() == null ? null : RecordType.TEAM.encode(grant.teamId()));
        }

        Grant grant() {
            return new Grant(
                    object, action, scope, team == null ? null : RecordType.TEAM.decode(team));
        }
    }

    public static RoleDraft of(Role role) {
        return new RoleDraft(
                role.key(),
                role.name(),
                role.description(),
                role.grants().stream().map(GrantDraft::of).toList(),
                role.fields(),
                role.permissions());
    }

    List<FieldGrant> levels() {
        return fields == null ? List.of() : fields;
    }

    List<String> allowed() {
        return permissions == null ? List.of() : permissions;
    }

    /**
     * @param governed the fields that a role can take away
     */
    void validate(Set<String> governed, Violations violations) {
        violations.invalidIf(
                !key.matches("[A-Z][A-Z0-9_]{1,39}"),
                "key must be 2 to 40 capital letters, digits and underscores such as KEY_ACCOUNTS.",
                "key");
        violations.requireText(name, "name");
        violations.limit(description, "description");
        violations.invalidIf(
                grants.size() > MOST_GRANTS, "A role has at most 200 grants.", "grants");
        for (int i = 0; i < grants.size(); i++) {
            GrantDraft grant = grants.get(i);
            violations.invalidIf(
                    (grant.scope() == GrantScope.LISTED_TEAM) != (grant.team() != null),
                    "team belongs to scope LISTED_TEAM, and to no other.",
                    "grants",
                    Integer.toString(i),
                    "team");
        }
        violations.invalidIf(
                Set.copyOf(grants).size() < grants.size(), "A grant is there twice.", "grants");
        checkFields(governed, violations);
        for (String permission : allowed()) {
            if (Permission.ofCodes(Set.of(permission)).isEmpty()) {
                violations.add(
                        Code.INVALID,
                        "There is no permission \"%s\"; there are %s."
                                .formatted(permission, List.of(Permission.values())),
                        "permissions");
            }
        }
    }

    private void checkFields(Set<String> governed, Violations violations) {
        for (int i = 0; i < levels().size(); i++) {
            String field = levels().get(i).field();
            violations.invalidIf(
                    !governed.contains(field),
                    "\"%s\" is no field that a role can take away; such a field is named like Opportunity.amount, as in the schema."
                            .formatted(field),
                    "fields",
                    Integer.toString(i),
                    "field");
        }
        violations.invalidIf(
                levels().stream().map(FieldGrant::field).distinct().count() < levels().size(),
                "A field is there twice.",
                "fields");
    }
}
