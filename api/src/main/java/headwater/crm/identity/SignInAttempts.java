package headwater.crm.identity;

import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How often passwords may be guessed: by account 10 times and by address 50 times within 15
 * minutes, then not for 15 minutes. A login that nobody has is counted like one that somebody has.
 */
@Component
class SignInAttempts {
    static final int OF_ACCOUNT = 10;
    static final int OF_ADDRESS = 50;
    static final Duration SPAN = Duration.ofMinutes(15);

    private final SignInAttemptRepository repository;
    private final Clock clock;

    SignInAttempts(SignInAttemptRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Takes one guess; to be called before a password is looked at.
     *
     * @throws Refused TOO_MANY_ATTEMPTS when there is none left
     */
    void take(String login, Client client) {
        Instant now = clock.instant();
        var ofAddress = repository.take(address(client), OF_ADDRESS, SPAN, now);
        refuseUnless(ofAddress, now);
        refuseUnless(repository.take(account(login), OF_ACCOUNT, SPAN, now), now);
    }

    /** The password was right. */
    void succeeded(String login, Client client) {
        repository.clear(account(login));
        repository.giveBack(address(client));
        repository.forget(clock.instant());
    }

    void unlock(String login) {
        repository.clear(account(login));
    }

    private static void refuseUnless(SignInAttemptRepository.Count count, Instant now) {
        if (!count.allowed()) {
            long seconds = Math.max(1, Duration.between(now, count.until()).toSeconds() + 1);
            throw new Refused(
                    Code.TOO_MANY_ATTEMPTS,
                    "Too many wrong passwords; wait %d seconds, or ask an administrator to unlock the account."
                            .formatted(seconds));
        }
    }

    private static byte[] account(String login) {
        return OpaqueToken.sha256("account " + login.toLowerCase(Locale.ROOT));
    }

    private static byte[] address(Client client) {
        return OpaqueToken.sha256("address " + client.network());
    }
}
