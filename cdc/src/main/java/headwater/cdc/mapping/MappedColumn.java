package headwater.cdc.mapping;

import headwater.cdc.change.Unavailable;
import headwater.cdc.change.UnreadableRecord;

import org.jspecify.annotations.Nullable;

/**
 * A column on its way from PostgreSQL to ClickHouse.
 *
 * @param nullable whether ClickHouse's column is Nullable
 */
record MappedColumn(SourceColumn source, ColumnType type, boolean nullable) {

    String name() {
        return source.name();
    }

    String sql() {
        return nullable ? "Nullable(" + type.sql() + ")" : type.sql();
    }

    /**
     * Writes a value, or null (0 or '' where ClickHouse's column takes no null).
     *
     * @throws OutOfRange if the value has no place in ClickHouse; nothing has been written then
     */
    void write(RowBinary out, @Nullable Object value) throws OutOfRange {
        if (value == null) {
            writeMissing(out);
            return;
        }
        if (Unavailable.is(value)) {
            throw new UnreadableRecord(
                    "column "
                            + name()
                            + " came without its value; is its table's replica identity"
                            + " still full?");
        }
        int start = out.size();
        try {
            if (nullable) {
                out.int8(0);
            }
            type.write(out, value);
        } catch (OutOfRange refused) {
            out.truncate(start);
            throw refused;
        }
    }

    void writeMissing(RowBinary out) {
        if (nullable) {
            out.int8(1);
        } else {
            type.writeZero(out);
        }
    }
}
