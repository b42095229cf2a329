package headwater.cdc.backfill;

import headwater.cdc.change.RowImage;
import headwater.cdc.mapping.SourceColumn;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rows so that each value has the same meaning as Debezium's, whatever the JVM's time zone.
 */
final class JdbcRows {

    private static final long DAY_MICROS = 86_400_000_000L;

    private final List<SourceColumn> columns;
    private final List<String> names;

    JdbcRows(List<SourceColumn> columns) {
        this.columns = columns;
        this.names = columns.stream().map(SourceColumn::name).toList();
    }

    RowImage read(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(names.get(i), value(row, i + 1, columns.get(i).type()));
        }
        return new JdbcImage(names, values);
    }

    private static @Nullable Object value(ResultSet row, int index, String type)
            throws SQLException {
        return switch (type) {
            case "timestamptz" -> row.getObject(index, OffsetDateTime.class);
            case "timestamp" -> row.getObject(index, LocalDateTime.class);
            case "date" -> row.getObject(index, LocalDate.class);
            case "time" -> timeOfDay(row.getString(index));
            case "int2", "int4", "int8", "bool", "float4", "float8" -> row.getObject(index);
            case "bytea" -> row.getBytes(index);
            default -> type.startsWith("_") ? elements(row.getArray(index)) : row.getString(index);
        };
    }

    /** As microseconds, because java.time has no 24:00. */
    private static @Nullable Object timeOfDay(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.startsWith("24:")
                ? (Object) DAY_MICROS
                : (Object) (LocalTime.parse(text).toNanoOfDay() / 1_000);
    }

    private static @Nullable Object elements(@Nullable Array array) throws SQLException {
        return array == null ? null : array.getArray();
    }

    private record JdbcImage(List<String> columns, Map<String, @Nullable Object> values)
            implements RowImage {

        @Override
        public @Nullable Object value(String column) {
            return values.get(column);
        }

        @Override
        public boolean has(String column) {
            return values.containsKey(column);
        }

        @Override
        public Object shape() {
            return columns;
        }
    }
}
