package headwater.crm.identity;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a caller says of a new API key.
 *
 * @param user typed id; null for his own
 * @param expiresAt null for never
 */
public record ApiKeyDraft(
        String name, @Nullable String user, List<KeyScope> scopes, @Nullable Instant expiresAt) {

    void validate(Violations violations, Instant now) {
        violations.requireText(name, "name");
        violations.invalidIf(
                scopes.isEmpty(),
                "scopes must name at least one of READ, WRITE, IMPORT and ADMINISTER.",
                "scopes");
        violations.invalidIf(
                expiresAt != null && !expiresAt.isAfter(now),
                "expiresAt must be in the future; leave it out for a key that never ends.",
                "expiresAt");
    }
}
