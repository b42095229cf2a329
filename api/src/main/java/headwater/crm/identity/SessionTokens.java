package headwater.crm.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts sessions and renews their tokens; runs inside the caller's transaction. A session ends 30
 * days after it was last refreshed, and 90 days after it began.
 */
@Component
class SessionTokens {
    static final Duration IDLE = Duration.ofDays(30);
    static final Duration LONGEST = Duration.ofDays(90);
    static final int MOST_SESSIONS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);
    private static final int RADIX = 36;

    private final SessionRepository repository;
    private final Tokens tokens;
    private final Clock clock;

    SessionTokens(SessionRepository repository, Tokens tokens, Clock clock) {
        this.repository = repository;
        this.tokens = tokens;
        this.clock = clock;
    }

    SignedIn start(long userId, Client client) {
        Instant now = clock.instant();
        long session = repository.start(userId, client, now, now.plus(IDLE));
        repository.tidy(userId, now, MOST_SESSIONS);
        return issue(userId, session, now);
    }

    /**
     * New tokens for the one of a session that was not used yet. One that comes a second time was
     * copied, by whom cannot be told, so the session ends for both; hence no exception, which would
     * roll that back.
     *
     * @return empty when there are none
     */
    Optional<SignedIn> renew(String refreshToken) {
        var given = OpaqueToken.read(OpaqueToken.REFRESH, refreshToken);
        var stored = given == null ? null : repository.lockedToken(id(given));
        Instant now = clock.instant();
        if (given == null
                || stored == null
                || !given.isProvedBy(stored.secretHash())
                || !stored.sessionExpiresAt().isAfter(now)) {
            return Optional.empty();
        }
        if (!repository.use(stored.id(), now)) {
            repository.end(stored.userId(), stored.sessionId());
            LOG.warn("Session {} ended: its refresh token came twice", stored.sessionId());
            return Optional.empty();
        }
        repository.extend(stored.sessionId(), now, expiry(stored.sessionStartedAt(), now));
        return Optional.of(issue(stored.userId(), stored.sessionId(), now));
    }

    private SignedIn issue(long userId, long session, Instant now) {
        String secret = OpaqueToken.randomSecret();
        long id = repository.addToken(session, OpaqueToken.sha256(secret), now);
        var refresh = new OpaqueToken(OpaqueToken.REFRESH, Long.toString(id, RADIX), secret);
        return new SignedIn(
                tokens.issue(userId, session), now.plus(Tokens.VALID_FOR), refresh.text());
    }

    private static Instant expiry(Instant startedAt, Instant now) {
        Instant idle = now.plus(IDLE);
        Instant last = startedAt.plus(LONGEST);
        return idle.isBefore(last) ? idle : last;
    }

    /** Zero, which no token has, for what is no number. */
    private static long id(OpaqueToken token) {
        try {
            return Long.parseLong(token.id(), RADIX);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
