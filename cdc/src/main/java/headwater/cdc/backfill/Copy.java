package headwater.cdc.backfill;

import headwater.cdc.change.Operation;
import headwater.cdc.change.Position;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.TransactionContext;
import headwater.cdc.change.Version;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.warehouse.Batch;
import headwater.cdc.warehouse.Writer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * Copies whole tables in constant memory, all as one transaction's snapshot shows them and all with
 * one commit time.
 */
public final class Copy {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection source;
    private final Writer writer;
    private final StreamEvent.Member member;

    private Copy(Connection source, Writer writer, StreamEvent.Member member) {
        this.source = source;
        this.writer = writer;
        this.member = member;
    }

    /**
     * @param source in a REPEATABLE READ transaction
     * @param at the log position of its snapshot
     */
    public static Copy of(Connection source, Writer writer, int epoch, Position at)
            throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet now =
                        statement.executeQuery(
                                "SELECT (extract(epoch FROM now()) * 1000000)::bigint")) {
            now.next();
            return new Copy(
                    source,
                    writer,
                    new StreamEvent.Member(
                            "copy", Version.ofCopy(epoch), at.lsn(), 0, now.getLong(1)));
        }
    }

    /** The commit time of every copied row, in microseconds. */
    public long committedMicros() {
        return member.committedMicros();
    }

    /** Returns the number of rows, when all of them are in ClickHouse. */
    public long table(TableMapping mapping) throws SQLException, InterruptedException {
        try (Statement statement = source.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(select(mapping))) {
                return write(mapping, rows);
            }
        }
    }

    private long write(TableMapping mapping, ResultSet rows)
            throws SQLException, InterruptedException {
        JdbcRows reader = new JdbcRows(mapping.source().columns());
        long count = 0;
        Batch batch = batch(count);
        while (rows.next()) {
            count++;
            batch.add(
                    mapping,
                    new StreamEvent.Row(
                            member, mapping.name(), Operation.COPY, null, reader.read(rows)),
                    TransactionContext.COPY);
            if (batch.isFull()) {
                writer.write(batch);
                batch = batch(count);
            }
        }
        writer.write(batch);
        return count;
    }

    /**
     * Copied rows share one version, so what tells two inserts apart is when they were copied and
     * how many came before.
     */
    private Batch batch(long rowsBefore) {
        return new Batch("copy:" + member.committedMicros() + ":" + rowsBefore);
    }

    private static String select(TableMapping mapping) {
        return mapping.names().stream()
                .map(Copy::quoted)
                .collect(
                        Collectors.joining(", ", "SELECT ", " FROM crm." + quoted(mapping.name())));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
