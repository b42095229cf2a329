package headwater.importer.command;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One line per import that says how far it is: rewritten in place on a terminal, a line every ten
 * seconds elsewhere. The remaining time is estimated by the bytes of the file.
 */
final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private String name = "";
    private long size;
    private long bytes;
    private long rows;
    private Instant began = Instant.EPOCH;
    private Instant shown = Instant.EPOCH;

    Progress(PrintStream out, PrintStream err, Clock clock, boolean terminal) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.terminal = terminal;
    }

    static Progress on(Surroundings around) {
        return new Progress(
                around.out(), around.err(), around.patience().clock(), around.console() != null);
    }

    void begin(String name, long size) {
        this.name = name;
        this.size = size;
        bytes = 0;
        rows = 0;
        began = clock.instant();
        shown = began;
    }

    /** A row more of which it is known what became of it. */
    void row() {
        rows++;
    }

    /** So much of the file has been read. */
    void at(long bytes) {
        this.bytes = bytes;
        Instant now = clock.instant();
        if (Duration.between(shown, now).compareTo(terminal ? ON_TERMINAL : ELSEWHERE) >= 0) {
            shown = now;
            show(remaining(Duration.between(began, now)));
        }
    }

    void end() {
        Duration took = Duration.between(began, clock.instant());
        show("done in " + readable(took));
        if (terminal) {
            out.println();
        }
    }

    /** A line to the person, not to whoever reads the output. */
    void notice(String line) {
        if (terminal) {
            out.println();
        }
        err.println(line);
    }

    private void show(String ending) {
        long millis = Math.max(1, Duration.between(began, clock.instant()).toMillis());
        String line =
                String.format(
                        Locale.ROOT,
                        "%-14s %,9d rows %,9d rows/s   %s",
                        name,
                        rows,
                        rows * 1000 / millis,
                        ending);
        if (terminal) {
            out.print("\r" + line + "\u001B[K");
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String remaining(Duration elapsed) {
        if (size == 0 || bytes == 0) {
            return "";
        }
        long left = elapsed.toMillis() * Math.max(0, size - bytes) / bytes;
        return "%d %%, about %s left"
                .formatted(bytes * 100 / size, readable(Duration.ofMillis(left)));
    }

    private static String readable(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds >= 3600) {
            return "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
        }
        return seconds >= 60 ? "%d min %d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
    }
}
