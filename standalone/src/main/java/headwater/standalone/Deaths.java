package headwater.standalone;

import java.time.Duration;

/** Tells a process that dies now and then from one that cannot live. */
final class Deaths {
    static final int LIMIT = 5;
    static final Duration SHORT_LIFE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private int shortLives;

    /** Counts a death after this life; a long life makes up for the short ones before it. */
    void add(Duration life) {
        shortLives = life.compareTo(SHORT_LIFE) < 0 ? shortLives + 1 : 0;
    }

    /** Whether starting it again has no sense any more. */
    boolean isLoop() {
        return shortLives >= LIMIT;
    }

    /** How long to wait before the next start: doubled with each short life. */
    Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.max(0, shortLives - 1));
    }
}
