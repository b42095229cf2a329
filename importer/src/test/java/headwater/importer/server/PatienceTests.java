package headwater.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PatienceTests {
    @Test
    void doublesItsPausesToTenSecondsAndEndsAfterFiveMinutes() {
        var clock = new MovedClock();
        var standard = Patience.standard();
        var wait =
                new Patience(standard.first(), standard.longest(), standard.total(), clock).begin();

        List<Long> pauses = new ArrayList<>();
        Optional<Duration> pause = wait.next();
        while (pause.isPresent()) {
            pauses.add(pause.get().toMillis());
            clock.now = clock.now.plus(pause.get());
            pause = wait.next();
        }

        assertThat(pauses).startsWith(500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
        assertThat(clock.now).isBetween(Instant.ofEpochSecond(300), Instant.ofEpochSecond(310));
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
