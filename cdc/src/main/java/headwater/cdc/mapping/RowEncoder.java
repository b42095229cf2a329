package headwater.cdc.mapping;

import headwater.cdc.change.RowImage;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.TransactionContext;
import headwater.cdc.change.Version;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Turns one row into RowBinary, in the column order of {@link TableMapping}. */
final class RowEncoder {

    /** In {@code _flags}: a value was out of range. */
    static final int OUT_OF_RANGE = 1;

    /** In {@code _flags}: the row came without a column that the table has by now. */
    static final int WITHOUT_COLUMN = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TableMapping mapping;
    private final List<MappedColumn> key;
    private final RowBinary scratch = new RowBinary();

    RowEncoder(TableMapping mapping) {
        this.mapping = mapping;
        this.key = mapping.keyColumns();
    }

    /** Writes the source columns; returns the row's flags. */
    int cells(RowBinary out, StreamEvent.Row row, List<DeadValue> dead) {
        int flags = 0;
        for (MappedColumn column : mapping.columns()) {
            if (!row.row().has(column.name())) {
                flags |= WITHOUT_COLUMN;
            }
            Object value = row.row().value(column.name());
            try {
                column.write(out, value);
            } catch (OutOfRange refused) {
                column.writeMissing(out);
                flags |= OUT_OF_RANGE;
                dead.add(dead(row, column, value, refused));
            }
        }
        return flags;
    }

    private DeadValue dead(
            StreamEvent.Row row, MappedColumn column, @Nullable Object value, OutOfRange refused) {
        return new DeadValue(
                mapping.name(),
                key.stream()
                        .map(part -> String.valueOf(row.row().value(part.name())))
                        .collect(Collectors.joining(",")),
                column.name(),
                row.member().version(),
                column.source().type(),
                String.valueOf(value),
                String.valueOf(refused.getMessage()));
    }

    byte[] stateRow(byte[] cells, StreamEvent.Member member, boolean deleted) {
        scratch.truncate(0);
        scratch.bytes(cells, 0, cells.length);
        version(scratch, member.version());
        scratch.int8(deleted ? 1 : 0);
        scratch.int64(member.committedMicros());
        return scratch.copy(0, scratch.size());
    }

    void changeMeta(RowBinary out, StreamEvent.Row row, TransactionContext context, int flags) {
        StreamEvent.Member member = row.member();
        out.int8(row.operation().code());
        out.int64(member.committedMicros());
        out.int16(member.version().epoch());
        out.int64(member.version().baseLsn());
        out.int64(member.lsn());
        out.int64(member.xid());
        out.int64(member.version().ordinal());
        version(out, member.version());
        out.string(before(row));
        out.int16(flags);
        nullable(out, context.actor());
        nullable(out, context.onBehalfOf());
        out.string(context.door());
        out.string(context.requestId());
        out.string(context.reason());
        out.string(context.rule());
    }

    /** The same text for the same key, whatever its type. */
    String key(RowImage row) {
        scratch.truncate(0);
        for (MappedColumn column : key) {
            try {
                column.write(scratch, row.value(column.name()));
            } catch (OutOfRange unkeyed) {
                scratch.string(String.valueOf(row.value(column.name())));
            }
        }
        return TableBuffer.binary(scratch.copy(0, scratch.size()));
    }

    /** JSON of the values that an update replaced; empty if nothing is known or nothing changed. */
    private String before(StreamEvent.Row row) {
        RowImage before = row.before();
        if (before == null) {
            return "";
        }
        Map<String, @Nullable Object> old = new LinkedHashMap<>();
        for (MappedColumn column : mapping.columns()) {
            Object was = before.value(column.name());
            if (!Objects.equals(was, row.row().value(column.name()))) {
                old.put(column.name(), was == null ? null : column.type().readable(was));
            }
        }
        return old.isEmpty() ? "" : JSON.writeValueAsString(old);
    }

    private static void nullable(RowBinary out, @Nullable Long value) {
        out.int8(value == null ? 1 : 0);
        if (value != null) {
            out.int64(value);
        }
    }

    private static void version(RowBinary out, Version version) {
        out.int64(version.low());
        out.int64(version.high());
    }
}
