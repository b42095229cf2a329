package headwater.crm.identity;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * What a caller says of a user.
 *
 * @param password null: the person cannot sign in, or keeps the password he has
 * @param teamSince first day in the team; today when null
 * @param createdAt now when null
 */
public record UserDraft(
        String login,
        String name,
        @Nullable String email,
        @Nullable String password,
        @Nullable RecordRef manager,
        List<String> roles,
        @Nullable RecordRef team,
        @Nullable LocalDate teamSince,
        @Nullable Boolean active,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {

    public static UserDraft of(User user) {
        return new UserDraft(
                user.login(),
                user.name(),
                user.email(),
                null,
                RecordRef.ofNullable(RecordType.USER, user.managerId()),
                user.roles(),
                null,
                null,
                user.active(),
                user.createdAt(),
                user.externalId(),
                null);
    }

    void validate(Violations violations) {
        violations.requireText(login, "login");
        violations.requireText(name, "name");
        violations.invalidIf(roles.isEmpty(), "roles must name at least one role.", "roles");
        violations.invalidIf(
                email != null && !email.contains("@"),
                "\"%s\" is no e-mail address.".formatted(email),
                "email");
    }

    /**
     * All but the password, which must not reach a log; two inputs with equal texts are one
     * request.
     */
    @Override
    public String toString() {
        return "UserDraft"
                + Arrays.asList(
                        login,
                        name,
                        email,
                        manager,
                        roles,
                        team,
                        teamSince,
                        active,
                        createdAt,
                        externalId);
    }
}
