package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class ProgressTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SteppedClock clock = new SteppedClock();

    @Test
    void saysRateAndRemainingTimeEveryTenSecondsWhereThereIsNoTerminal() {
        Progress progress = progress(false);
        progress.begin("opportunities", 1_000);

        for (int second = 1; second <= 25; second++) {
            clock.now = Instant.ofEpochSecond(second);
            for (int row = 0; row < 100; row++) {
                progress.row();
            }
            progress.at(second * 10L);
        }
        progress.end();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "opportunities      1,000 rows       100 rows/s   10 %, about 1 min 30 s"
                                + " left",
                        "opportunities      2,000 rows       100 rows/s   20 %, about 1 min 20 s"
                                + " left",
                        "opportunities      2,500 rows       100 rows/s   done in 25 s");
    }

    @Test
    void rewritesItsLineOnATerminal() {
        Progress progress = progress(true);
        progress.begin("teams", 100);

        progress.row();
        clock.now = Instant.EPOCH.plus(Duration.ofSeconds(1));
        progress.at(50);
        progress.end();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\rteams                  1 rows         1 rows/s   50 %, about 1 s left"
                                + "\u001B[K\rteams                  1 rows         1 rows/s   done"
                                + " in 1 s\u001B[K"
                                + System.lineSeparator());
    }

    private Progress progress(boolean terminal) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Progress(stream, stream, clock, terminal);
    }

    private static final class SteppedClock extends Clock {
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
