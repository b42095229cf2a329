package headwater.cdc.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

import java.time.Duration;

/** Gauges of the stream's lag. */
@Component
final class StreamMetrics implements MeterBinder {

    private final StreamStatus status;

    StreamMetrics(StreamStatus status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("cdc.lag.seconds", status, StreamMetrics::lagSeconds)
                .description("Age of the newest state of PostgreSQL that the warehouse shows")
                .register(registry);
        Gauge.builder("cdc.lag.bytes", status, StreamStatus::lagBytes)
                .description("Write-ahead log not yet applied")
                .baseUnit("bytes")
                .register(registry);
    }

    private static double lagSeconds(StreamStatus status) {
        Duration lag = status.lag();
        return lag == null ? Double.NaN : lag.toMillis() / 1000.0;
    }
}
