package headwater.crm.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Notes when sessions and API keys were last used: at most once a minute each, and never while a
 * request waits.
 */
@Component
class LastUse {
    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration ACCURACY = Duration.ofMinutes(1);

    private record Used(boolean session, long id) {}

    private final Cache<Used, Instant> noted =
            Caffeine.newBuilder().expireAfterWrite(ACCURACY).maximumSize(100_000).build();
    private final IdentityRepository repository;
    private final TaskExecutor executor;
    private final Clock clock;

    LastUse(
            IdentityRepository repository,
            @Qualifier("applicationTaskExecutor") TaskExecutor executor,
            Clock clock) {
        this.repository = repository;
        this.executor = executor;
        this.clock = clock;
    }

    void note(Identity identity) {
        Instant now = clock.instant();
        if (identity.usedAt() != null && identity.usedAt().plus(ACCURACY).isAfter(now)) {
            return;
        }
        Used used =
                identity.sessionId() == null
                        ? new Used(false, identity.apiKeyId() == null ? 0 : identity.apiKeyId())
                        : new Used(true, identity.sessionId());
        // A burst of requests notes itself once.
        if (noted.asMap().putIfAbsent(used, now) == null) {
            try {
                executor.execute(() -> write(used, now));
            } catch (TaskRejectedException stopping) {
                noted.invalidate(used);
            }
        }
    }

    private void write(Used used, Instant now) {
        try {
            if (used.session()) {
                repository.sessionUsed(used.id(), now);
            } else {
                repository.keyUsed(used.id(), now);
            }
        } catch (RuntimeException e) {
            LOG.warn("Last use of {} was not noted: {}", used, e.getClass().getSimpleName());
        }
    }
}
