package headwater.crm.approval;

import org.jspecify.annotations.Nullable;

/**
 * Whom a node asks; exactly one is set.
 *
 * @param role key of the role: everybody who has it
 * @param managerLevel so many levels above the submitter
 */
public record Approver(
        @Nullable Long userId, @Nullable String role, @Nullable Integer managerLevel) {

    /**
     * @param text as it stands in tables: {@code user:7}, {@code role:FINANCE}, {@code manager:1}
     */
    static Approver of(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "user" -> new Approver(Long.valueOf(parts[1]), null, null);
            case "role" -> new Approver(null, parts[1], null);
            default -> new Approver(null, null, Integer.valueOf(parts[1]));
        };
    }

    String text() {
        if (userId != null) {
            return "user:" + userId;
        }
        return role != null ? "role:" + role : "manager:" + managerLevel;
    }
}
