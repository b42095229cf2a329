package headwater.cdc.warehouse;

import headwater.cdc.change.Position;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.mapping.DeadValue;
import headwater.cdc.mapping.RowBinary;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The stream's own tables: which transactions were applied, up to where, which tables were copied,
 * which values did not fit.
 *
 * <p>The watermark's promise: every transaction that committed at or before it is in the warehouse.
 */
public final class Ledger {

    /** The stream's name in {@code cdc.watermark}. */
    public static final String PIPELINE = "crm";

    /** How many watermark rows are kept. */
    private static final int KEPT = 100_000;

    /** How far the stream came. */
    public record Watermark(int epoch, Position position, long committedMicros) {}

    /**
     * One applied transaction.
     *
     * @param committedMicros the latest commit time of this and all transactions before it, so that
     *     it never falls
     */
    public record Transaction(
            Position commit, long baseLsn, long xid, long committedMicros, long events) {}

    private final Warehouse warehouse;
    private final InstantSource clock;
    private int untilPruned = KEPT / 10;

    public Ledger(Warehouse warehouse, InstantSource clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    public void create() {
        LedgerTables.SQL.forEach(warehouse::execute);
    }

    /** The newest watermark; empty before the first copy is complete. */
    public Optional<Watermark> watermark() {
        return warehouse
                .query(
                        """
                        SELECT toString(epoch), toString(applied_lsn), toString(toUnixTimestamp64Micro(commit_ts))
                        FROM cdc.watermark WHERE pipeline = 'crm'
                        ORDER BY epoch DESC, applied_lsn DESC, commit_ts DESC LIMIT 1
                        """)
                .stream()
                .map(
                        row ->
                                new Watermark(
                                        Integer.parseInt(row.getString(1)),
                                        Position.ofDecimal(row.getString(2)),
                                        Long.parseLong(row.getString(3))))
                .findFirst();
    }

    /** Whether streamed transactions were ever recorded. */
    public boolean holdsTransactions() {
        return !warehouse.single("SELECT toString(count()) FROM cdc.tx WHERE xid != 0").equals("0");
    }

    /** The latest commit time of what was applied up to a position; 0 for nothing. */
    public long committedMicrosUpTo(int epoch, Position position) {
        return Long.parseLong(
                warehouse.single(
                        "SELECT toString(max(toUnixTimestamp64Micro(commit_ts))) FROM cdc.tx WHERE epoch = "
                                + epoch
                                + " AND commit_lsn <= "
                                + Long.toUnsignedString(position.lsn())));
    }

    public void add(int epoch, List<Transaction> transactions) {
        RowBinary rows = new RowBinary();
        for (Transaction transaction : transactions) {
            rows.int16(epoch);
            rows.int64(transaction.commit().lsn());
            rows.int64(transaction.baseLsn());
            rows.int64(transaction.xid());
            rows.int64(transaction.committedMicros());
            rows.int64(transaction.events());
        }
        String token =
                epoch
                        + ":tx:"
                        + transactions.getFirst().commit()
                        + ":"
                        + transactions.getLast().commit();
        warehouse.insert(
                "tx",
                List.of("epoch", "commit_lsn", "base_lsn", "xid", "commit_ts", "events"),
                token,
                rows::writeTo);
    }

    public void add(Watermark watermark) {
        long now = micros();
        RowBinary row = new RowBinary();
        row.string(PIPELINE);
        row.int16(watermark.epoch());
        row.int64(watermark.position().lsn());
        row.int64(watermark.committedMicros());
        row.int64(now);
        warehouse.insert(
                "watermark",
                List.of("pipeline", "epoch", "applied_lsn", "commit_ts", "applied_at"),
                watermark.epoch() + ":watermark:" + watermark.position() + ":" + now,
                row::writeTo);
        if (--untilPruned == 0) {
            untilPruned = KEPT / 10;
            prune();
        }
    }

    private void prune() {
        warehouse.execute(
                """
                DELETE FROM cdc.watermark WHERE pipeline = 'crm' AND applied_lsn < (
                  SELECT min(applied_lsn) FROM (
                    SELECT applied_lsn FROM cdc.watermark WHERE pipeline = 'crm' ORDER BY epoch DESC, applied_lsn DESC LIMIT %d))
                """
                        .formatted(KEPT));
    }

    public void addDead(List<DeadValue> values) {
        long now = micros();
        RowBinary rows = new RowBinary();
        for (DeadValue value : values) {
            rows.int64(now);
            rows.string(value.table());
            rows.string(value.key());
            rows.string(value.column());
            rows.int64(value.version().low());
            rows.int64(value.version().high());
            rows.string(value.type());
            rows.string(value.raw());
            rows.string(value.error());
        }
        warehouse.insert(
                "dead_letter",
                List.of("at", "tbl", "pk", "col", "version", "pg_type", "raw", "error"),
                "dead:"
                        + values.getFirst().version()
                        + ":"
                        + values.getLast().version()
                        + ":"
                        + now,
                rows::writeTo);
    }

    public void addTruncate(String table, StreamEvent.Member member) {
        RowBinary row = new RowBinary();
        row.string(table);
        row.int16(member.version().epoch());
        row.int64(member.version().low());
        row.int64(member.version().high());
        row.int64(member.committedMicros());
        warehouse.insert(
                "truncates",
                List.of("tbl", "epoch", "version", "commit_ts"),
                "truncate:" + table + ":" + member.version(),
                row::writeTo);
    }

    private long micros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
