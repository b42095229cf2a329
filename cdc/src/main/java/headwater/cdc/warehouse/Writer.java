package headwater.cdc.warehouse;

import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.runAsync;

import headwater.cdc.change.StreamEvent;
import headwater.cdc.mapping.DeadValue;
import headwater.cdc.mapping.TableBuffer;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.mapping.TableSql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Writes batches in the order that makes the watermark true: first all rows, the tables side by
 * side because a round trip costs more than a row, then the transactions, then the watermark.
 * Everything may be written again after a failure: tokens, versions and sort keys make it the same
 * rows.
 */
public final class Writer implements AutoCloseable {

    private static final int AT_ONCE = 4;

    private final Warehouse warehouse;
    private final Ledger ledger;
    private final Retry retry;
    private final Runnable inStep;
    private final int epoch;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    public Writer(Warehouse warehouse, Ledger ledger, Retry retry, Runnable inStep, int epoch) {
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.retry = retry;
        this.inStep = inStep;
        this.epoch = epoch;
    }

    /** Writes and empties the batch; no promise about transactions yet. */
    public void write(Batch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<DeadValue> dead = new ArrayList<>();
        batch.tables().forEach(table -> dead.addAll(table.dead()));
        retry.run(
                () -> {
                    writeRows(batch);
                    if (!dead.isEmpty()) {
                        ledger.addDead(dead);
                    }
                },
                inStep);
        batch.clear();
    }

    /** Promises that everything up to the watermark was written. */
    public void promise(List<Ledger.Transaction> transactions, Ledger.Watermark watermark)
            throws InterruptedException {
        retry.run(
                () -> {
                    if (!transactions.isEmpty()) {
                        ledger.add(epoch, transactions);
                    }
                    ledger.add(watermark);
                },
                inStep);
    }

    /**
     * Marks all rows older than the truncate as deleted. The batch before it must have been
     * written.
     */
    public void truncate(TableMapping table, StreamEvent.Member member)
            throws InterruptedException {
        String version = "toUInt128('" + member.version().toBigInteger() + "')";
        retry.run(
                () -> {
                    ledger.addTruncate(table.name(), member);
                    warehouse.execute(
                            TableSql.truncate(
                                    Warehouse.DATABASE, table, version, member.committedMicros()));
                },
                inStep);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void writeChanges(Batch batch, TableBuffer table) {
        warehouse.insert(
                table.mapping().name() + "_changes",
                table.mapping().changeColumns(),
                epoch + ":" + batch.tag() + ":" + table.token() + ":changes",
                table::writeChanges);
    }

    private void writeState(Batch batch, TableBuffer table) {
        warehouse.insert(
                table.mapping().name(),
                table.mapping().stateColumns(),
                epoch + ":" + batch.tag() + ":" + table.token() + ":state",
                table::writeState);
    }

    /**
     * States first and by themselves, because it is they that readers of now wait for: beside the
     * changes each insert takes half as long again on two cores.
     */
    private void writeRows(Batch batch) {
        sideBySide(batch, this::writeState);
        sideBySide(batch, this::writeChanges);
    }

    /** Returns or throws when every insert is done. */
    private void sideBySide(Batch batch, BiConsumer<Batch, TableBuffer> insert) {
        CompletableFuture<?>[] inserts =
                batch.tables().stream()
                        .map(table -> runAsync(() -> insert.accept(batch, table), threads))
                        .toArray(CompletableFuture<?>[]::new);
        try {
            allOf(inserts).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
