package headwater.cdc.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * The actuator's view: UP once changes arrive, DOWN with the reason before that and whenever they
 * stop.
 */
@Component("streamHealthIndicator")
final class StreamHealth implements HealthIndicator {

    private final StreamStatus status;

    StreamHealth(StreamStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        StreamStatus.Now now = status.now();
        Health.Builder health =
                now.state() == StreamStatus.State.STREAMING ? Health.up() : Health.down();
        health.withDetail("state", now.state()).withDetail("slot", "crm_cdc");
        if (!now.reason().isEmpty()) {
            health.withDetail("reason", now.reason());
        }
        StreamStatus.Applied applied = status.applied();
        Duration lag = status.lag();
        if (applied != null && lag != null) {
            health.withDetail("applied", applied.position().toString())
                    .withDetail("lagMillis", lag.toMillis());
        }
        return health.build();
    }
}
