package headwater.crm.sweep;

import static headwater.crm.sweep.Facts.number;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what with which row, and how far into which field: SPEC C8 and C9 in the plainest
 * words.
 */
final class Oracle {
    private static final Set<String> OWNED =
            Set.of(
                    "Account",
                    "Contact",
                    "Opportunity",
                    "Lead",
                    "Campaign",
                    "Quote",
                    "Contract",
                    "CommissionEntry",
                    "Receipt",
                    "Invoice",
                    "Task",
                    "Approval",
                    "CommissionPayout",
                    "FinanceEvent",
                    "Voucher");
    private static final List<String> LEVELS =
            List.of("NONE", "MASKED", "READ", "WRITE_ON_CREATE", "WRITE");

    private final Facts facts;
    private final Map<String, Set<String>> telling;
    private final Map<String, String> levels = new HashMap<>();

    /**
     * @param telling by field, those that it tells
     */
    Oracle(Facts facts, Map<String, Set<String>> telling) {
        this.facts = facts;
        this.telling = telling;
    }

    boolean sees(long user, String type, Map<String, Object> row) {
        if (type.equals("Absence")) {
            long absent = number(row, "user_id");
            return absent == user || managers(absent).contains(user);
        }
        if (type.equals("Interaction")) {
            // They have no list but that of one's own; InteractionsTests has the other ways.
            return Long.valueOf(user).equals(number(row, "actor_id"));
        }
        return !OWNED.contains(type)
                || may(user, type, "READ", row)
                || (type.equals("Approval") && wasAsked(user, row));
    }

    private boolean wasAsked(long user, Map<String, Object> approval) {
        return facts.rows("approval_task", "approval_id", approval.get("approval_id")).stream()
                .filter(task -> !task.get("state").equals("WAITING"))
                .anyMatch(task -> number(task, "approver_id") == user);
    }

    /** Nothing but making one is done with a record that one does not see. */
    boolean may(long user, String type, String action, Map<String, Object> row) {
        return granted(user, type, action, row)
                && (action.equals("CREATE") || granted(user, type, "READ", row));
    }

    private boolean granted(long user, String type, String action, Map<String, Object> row) {
        List<Map<String, Object>> grants =
                roles(user).stream()
                        .flatMap(role -> facts.rows("role_grant", "role_id", role).stream())
                        .filter(grant -> grant.get("object").equals(type))
                        .filter(grant -> grant.get("action").equals(action))
                        .toList();
        if (grants.isEmpty() || grants.stream().anyMatch(g -> g.get("scope").equals("DENIED"))) {
            return false;
        }
        // What lies in a pool is nobody's: only who sees all sees it.
        long owner = row.get("owner_id") == null ? 0 : number(row, "owner_id");
        return grants.stream().anyMatch(grant -> reaches(grant, user, owner))
                || (action.equals("READ") || action.equals("UPDATE"))
                        && isShared(user, type, row, action.equals("UPDATE"));
    }

    boolean mayAny(long user, String type, String action) {
        return anyGranted(user, type, action) && anyGranted(user, type, "READ");
    }

    /** A grant that reaches nobody's records is none; shares reach whoever may read or change. */
    private boolean anyGranted(long user, String type, String action) {
        List<Map<String, Object>> grants =
                roles(user).stream()
                        .flatMap(role -> facts.rows("role_grant", "role_id", role).stream())
                        .filter(grant -> grant.get("object").equals(type))
                        .filter(grant -> grant.get("action").equals(action))
                        .toList();
        return grants.stream().noneMatch(grant -> grant.get("scope").equals("DENIED"))
                && grants.stream()
                        .anyMatch(
                                grant ->
                                        action.equals("READ")
                                                || action.equals("UPDATE")
                                                || reachesAnybody(grant, user));
    }

    /** A team may have no members, and a person no team. */
    private boolean reachesAnybody(Map<String, Object> grant, long user) {
        return facts.rows("app_user").stream()
                .anyMatch(owner -> reaches(grant, user, number(owner, "app_user_id")));
    }

    private boolean reaches(Map<String, Object> grant, long user, long owner) {
        if (owner == 0) {
            return grant.get("scope").equals("ALL");
        }
        Long team = team(user);
        Long ownersTeam = team(owner);
        return switch (String.valueOf(grant.get("scope"))) {
            case "OWN" -> owner == user;
            case "SUBORDINATES" -> owner == user || managers(owner).contains(user);
            case "TEAM" -> team != null && team.equals(ownersTeam);
            case "TEAM_TREE" -> team != null && withAbove(ownersTeam).contains(team);
            case "LISTED_TEAM" -> withAbove(ownersTeam).contains(number(grant, "team_id"));
            default -> grant.get("scope").equals("ALL");
        };
    }

    private boolean isShared(long user, String type, Map<String, Object> row, boolean editing) {
        Set<String> principals =
                roles(user).stream()
                        .map(role -> "role:" + facts.row("role", role).get("key"))
                        .collect(Collectors.toSet());
        principals.add("user:" + user);
        if (team(user) != null) {
            principals.add("team:" + team(user));
        }
        withAbove(team(user)).forEach(team -> principals.add("team_tree:" + team));
        return facts.rows("record_share", "object", type).stream()
                .filter(share -> share.get("record_id").equals(key(type, row)))
                .filter(share -> !editing || share.get("level").equals("EDIT"))
                .anyMatch(share -> principals.contains(share.get("principal")));
    }

    /** The lowest level of the field and of all that it tells. */
    String level(long user, String field) {
        return levels.computeIfAbsent(user + " " + field, key -> lowest(user, field));
    }

    private String lowest(long user, String field) {
        int lowest = LEVELS.size() - 1;
        for (String each : telling.getOrDefault(field, Set.of())) {
            lowest = Math.min(lowest, LEVELS.indexOf(stated(user, each)));
        }
        return LEVELS.get(lowest);
    }

    boolean reads(long user, String field) {
        return LEVELS.indexOf(level(user, field)) >= LEVELS.indexOf("READ");
    }

    private String stated(long user, String field) {
        String object = field.substring(0, field.indexOf('.'));
        List<String> levels = new ArrayList<>();
        for (long role : roles(user)) {
            List<String> ofRole =
                    facts.rows("role_field", "role_id", role).stream()
                            .filter(row -> row.get("field").equals(field))
                            .map(row -> String.valueOf(row.get("level")))
                            .toList();
            boolean grants =
                    facts.rows("role_grant", "role_id", role).stream()
                            .anyMatch(grant -> grant.get("object").equals(object));
            levels.addAll(ofRole);
            if (ofRole.isEmpty() && (grants || !OWNED.contains(object))) {
                levels.add("WRITE");
            }
        }
        if (levels.contains("DENIED")) {
            return "NONE";
        }
        return levels.stream()
                .max((one, other) -> LEVELS.indexOf(one) - LEVELS.indexOf(other))
                .orElse("WRITE");
    }

    private List<Long> roles(long user) {
        return facts.rows("user_role", "app_user_id", user).stream()
                .map(row -> facts.rows("role", "key", row.get("role")).getFirst())
                .map(role -> number(role, "role_id"))
                .toList();
    }

    /** The team of today. */
    Long team(long user) {
        return facts.rows("team_membership", "app_user_id", user).stream()
                .filter(row -> !date(row, "valid_from").isAfter(facts.today))
                .filter(
                        row ->
                                row.get("valid_to") == null
                                        || date(row, "valid_to").isAfter(facts.today))
                .map(row -> number(row, "team_id"))
                .findFirst()
                .orElse(null);
    }

    private List<Long> withAbove(Long team) {
        List<Long> teams = new ArrayList<>();
        for (Long each = team;
                each != null;
                each = number(facts.row("team", each), "parent_team_id")) {
            teams.add(each);
        }
        return teams;
    }

    private List<Long> managers(long user) {
        List<Long> managers = new ArrayList<>();
        for (Long each = number(facts.row("app_user", user), "manager_id");
                each != null && !managers.contains(each);
                each = number(facts.row("app_user", each), "manager_id")) {
            managers.add(each);
        }
        return managers;
    }

    private static Long key(String type, Map<String, Object> row) {
        return number(row, type.toLowerCase(java.util.Locale.ROOT) + "_id");
    }

    private static LocalDate date(Map<String, Object> row, String column) {
        return LocalDate.parse(String.valueOf(row.get(column)));
    }
}
