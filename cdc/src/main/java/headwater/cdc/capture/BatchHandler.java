package headwater.cdc.capture;

import headwater.cdc.change.EventDecoder;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.health.StreamStatus;
import headwater.cdc.warehouse.Ledger;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;

import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What Debezium calls with each batch: decode, write, and only then acknowledge. Acknowledged are
 * ends of transactions and signs of life between them, never a change: a restart begins with a
 * whole transaction.
 */
final class BatchHandler implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    /** At most 20 flushes of rows a second: each makes a part in every table it touches. */
    private static final Duration BETWEEN_FLUSHES = Duration.ofMillis(50);

    private static final Duration BETWEEN_BEATS = Duration.ofMillis(900);

    private final EventDecoder decoder;
    private final Applier applier;
    private final StreamStatus status;
    private final int epoch;
    private volatile @Nullable RuntimeException failure;
    private long lastRows = System.nanoTime() - BETWEEN_FLUSHES.toNanos();
    private long lastPromise = System.nanoTime() - BETWEEN_BEATS.toNanos();

    BatchHandler(EventDecoder decoder, Applier applier, StreamStatus status, int epoch) {
        this.decoder = decoder;
        this.applier = applier;
        this.status = status;
        this.epoch = epoch;
    }

    /** What stopped the engine, if it was this handler. */
    @Nullable RuntimeException failure() {
        return failure;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        try {
            handle(records, committer);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> records,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<StreamEvent> events =
                records.stream().map(record -> decoder.decode(record.record())).toList();
        int boundary = lastBoundary(events);
        for (int i = 0; i < events.size(); i++) {
            applier.apply(events.get(i));
            if (i == boundary && isDue()) {
                flush();
                committer.markProcessed(records.get(i));
            }
        }
        committer.markBatchFinished();
    }

    /**
     * Where the last transaction ends or the last sign of life between transactions stands; -1 for
     * neither.
     */
    private static int lastBoundary(List<StreamEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i) instanceof StreamEvent.End
                    || events.get(i) instanceof StreamEvent.Beat) {
                return i;
            }
        }
        return -1;
    }

    private boolean isDue() {
        return applier.hasTransactions()
                || applier.isAwaited()
                || System.nanoTime() - lastPromise >= BETWEEN_BEATS.toNanos();
    }

    private void flush() throws InterruptedException {
        if (applier.hasTransactions()) {
            long rest = BETWEEN_FLUSHES.toNanos() - (System.nanoTime() - lastRows);
            if (rest > 0) {
                Thread.sleep(Duration.ofNanos(rest));
            }
            lastRows = System.nanoTime();
        }
        lastPromise = System.nanoTime();
        Ledger.Watermark promise = applier.flush(epoch);
        if (promise != null) {
            status.applied(promise.position(), promise.committedMicros());
            status.is(StreamStatus.State.STREAMING, "");
        }
    }
}
