package headwater.cdc.health;

import headwater.cdc.change.Position;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The stream's state, written by its threads and read by health and metrics without waiting. */
public final class StreamStatus {

    /** What the stream is doing. */
    public enum State {
        /** On its way to streaming; the reason says what it waits for. */
        STARTING,
        /** Another process streams; this one takes over when that one is gone. */
        STANDBY,
        /** Copying what PostgreSQL held before the stream's first change. */
        COPYING,
        /** Changes arrive. */
        STREAMING,
        /** ClickHouse does not take what is there to write; tried again and again. */
        RETRYING,
        /** Ended by a failure, about to start anew, or waiting for an operator. */
        STOPPED,
        /** Stopped for good until an operator rebuilds. */
        GAP
    }

    /** A state and why. */
    public record Now(State state, String reason) {}

    /** How far the warehouse is: every transaction committed up to the position is in it. */
    public record Applied(Position position, Instant committedAt) {}

    private final InstantSource clock;
    private volatile Now now = new Now(State.STARTING, "not started yet");
    private volatile @Nullable Applied applied;
    private volatile long lagBytes;

    public StreamStatus(InstantSource clock) {
        this.clock = clock;
    }

    public void is(State state, String reason) {
        now = new Now(state, reason);
    }

    public Now now() {
        return now;
    }

    /** What was applied; earlier positions, as a replay brings them, change nothing. */
    public void applied(Position position, long committedMicros) {
        Applied before = applied;
        if (before == null || !before.position().isAfter(position)) {
            applied = new Applied(position, Instant.EPOCH.plus(committedMicros, ChronoUnit.MICROS));
        }
    }

    /** Null until something was applied by this process. */
    public @Nullable Applied applied() {
        return applied;
    }

    /**
     * Age of the newest state of PostgreSQL that the warehouse is known to show; null until
     * something was applied.
     */
    public @Nullable Duration lag() {
        Applied newest = applied;
        if (newest == null) {
            return null;
        }
        Duration lag = Duration.between(newest.committedAt(), clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    public void lagBytes(long bytes) {
        lagBytes = bytes;
    }

    /** Bytes of write-ahead log between PostgreSQL's end and what was applied. */
    public long lagBytes() {
        return lagBytes;
    }
}
