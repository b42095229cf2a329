package headwater.crm.identity;

import com.nulabinc.zxcvbn.Zxcvbn;

import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** What passwords must be like, and their hashes. A new password ends its user's sessions. */
@Component
class Passwords {
    private static final int MIN = 10;
    private static final int MAX = 128;

    /** A shorter login is part of too many words. */
    private static final int TELLING = 4;

    /**
     * Of zxcvbn's 0 to 4: beyond lists of known passwords, keyboard rows, dates and repetitions.
     */
    private static final int MIN_SCORE = 2;

    private final Zxcvbn strength = new Zxcvbn();
    private final CredentialRepository credentials;
    private final SessionRepository sessions;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final String nobodysHash;

    Passwords(
            CredentialRepository credentials,
            SessionRepository sessions,
            PasswordEncoder encoder,
            Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.encoder = encoder;
        this.clock = clock;
        this.nobodysHash = String.valueOf(encoder.encode("nobody has this password"));
    }

    /** An unknown login costs the same hash as a known one, so that time does not tell. */
    boolean match(String password, CredentialRepository.@Nullable Credential credential) {
        return encoder.matches(
                password, credential == null ? nobodysHash : credential.passwordHash());
    }

    /** Adds what speaks against a new password. */
    void check(
            @Nullable String password,
            String login,
            String name,
            Violations violations,
            String field) {
        if (password == null) {
            return;
        }
        if (password.length() < MIN || password.length() > MAX) {
            violations.invalidIf(
                    true,
                    "%s must have %d to %d characters, not %d."
                            .formatted(field, MIN, MAX, password.length()),
                    field);
        } else if (contains(password, login) || contains(password, name)) {
            violations.invalidIf(
                    true, field + " must not contain the login or the name of its owner.", field);
        } else if (strength.measure(password, List.of(login, name)).getScore() < MIN_SCORE) {
            violations.invalidIf(
                    true,
                    field
                            + " is too easy to guess; take some words that have nothing to do with each other.",
                    field);
        }
    }

    /**
     * @param keptSession stays; null when all of the user's end
     * @return how many sessions ended
     */
    int store(long userId, String password, @Nullable Long keptSession) {
        credentials.store(userId, String.valueOf(encoder.encode(password)), clock.instant());
        return sessions.endAll(userId, keptSession);
    }

    private static boolean contains(String password, String part) {
        String lower = password.toLowerCase(Locale.ROOT);
        String found = part.toLowerCase(Locale.ROOT);
        return part.length() >= TELLING ? lower.contains(found) : lower.equals(found);
    }
}
