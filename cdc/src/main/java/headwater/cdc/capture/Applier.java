package headwater.cdc.capture;

import headwater.cdc.change.Position;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.UnreadableRecord;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.warehouse.Batch;
import headwater.cdc.warehouse.Ledger;
import headwater.cdc.warehouse.Tables;
import headwater.cdc.warehouse.Writer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects events into batches and keeps the books of transactions: which one is open, who made it,
 * whether it is complete. A transaction counts as complete only with as many events as PostgreSQL
 * says it has.
 */
final class Applier {

    /** Brings tables in step with the catalog. */
    interface Follower {
        void bringInStep() throws InterruptedException;
    }

    private final Tables tables;
    private final Writer writer;
    private final Follower follower;
    private final Batch batch = new Batch();
    private final List<Ledger.Transaction> complete = new ArrayList<>();
    private @Nullable OpenTransaction open;
    private @Nullable Position reached;
    private long committedMicros;
    private long seenMicros;
    private boolean awaited;

    /**
     * @param committedMicros the latest commit time of what was applied before
     */
    Applier(Tables tables, Writer writer, Follower follower, long committedMicros) {
        this.tables = tables;
        this.writer = writer;
        this.follower = follower;
        this.committedMicros = committedMicros;
        this.seenMicros = committedMicros;
    }

    void apply(StreamEvent event) throws InterruptedException {
        switch (event) {
            case StreamEvent.Begin begin -> begin(begin);
            case StreamEvent.Context context -> member(context.member()).context(context.context());
            case StreamEvent.Row row -> row(row);
            case StreamEvent.Truncate truncate -> truncate(truncate);
            case StreamEvent.End end -> end(end);
            case StreamEvent.Beat beat -> beat(beat);
            case StreamEvent.Nothing nothing -> {}
        }
    }

    /** Whether complete transactions wait to be promised. */
    boolean hasTransactions() {
        return !complete.isEmpty();
    }

    /** Whether somebody waits for a position without a transaction. */
    boolean isAwaited() {
        return awaited;
    }

    /**
     * Writes everything collected and promises it. To be called where no transaction is open.
     *
     * @return the promise; null if nothing was reached since the last one
     */
    Ledger.@Nullable Watermark flush(int epoch) throws InterruptedException {
        Position position = reached;
        if (position == null) {
            return null;
        }
        writer.write(batch);
        Ledger.Watermark watermark = new Ledger.Watermark(epoch, position, seenMicros);
        writer.promise(complete, watermark);
        complete.clear();
        reached = null;
        awaited = false;
        return watermark;
    }

    private void begin(StreamEvent.Begin begin) {
        if (open != null) {
            throw new UnreadableRecord(
                    "transaction " + begin.transaction() + " begins inside " + open.id());
        }
        open = new OpenTransaction(begin.transaction());
    }

    private void row(StreamEvent.Row row) throws InterruptedException {
        OpenTransaction transaction = member(row.member());
        if (!tables.fits(row.table(), row.row())) {
            writer.write(batch);
            follower.bringInStep();
            tables.accept(row.table(), row.row());
        }
        batch.add(table(row.table()), row, transaction.context());
        if (batch.isFull()) {
            writer.write(batch);
        }
    }

    private void truncate(StreamEvent.Truncate truncate) throws InterruptedException {
        member(truncate.member());
        writer.write(batch);
        writer.truncate(table(truncate.table()), truncate.member());
    }

    private void end(StreamEvent.End end) {
        committedMicros = Math.max(committedMicros, end.committedMicros());
        seenMicros = Math.max(seenMicros, committedMicros);
        complete.add(open("the end of " + end.transaction()).completed(end, committedMicros));
        reached = end.commit();
        open = null;
    }

    private void beat(StreamEvent.Beat beat) {
        if (open == null) {
            reached = beat.position();
            seenMicros = Math.max(seenMicros, beat.atMicros());
            awaited |= beat.prompt();
        }
    }

    /** The open transaction, with one more event counted. */
    private OpenTransaction member(StreamEvent.Member member) {
        OpenTransaction transaction = open("an event of " + member.transaction());
        transaction.count(member);
        return transaction;
    }

    private OpenTransaction open(String what) {
        OpenTransaction transaction = open;
        if (transaction == null) {
            throw new UnreadableRecord(what + " stands outside a transaction");
        }
        return transaction;
    }

    private TableMapping table(String name) {
        return tables.of(name)
                .orElseThrow(() -> new UnreadableRecord("table " + name + " is not published"));
    }
}
