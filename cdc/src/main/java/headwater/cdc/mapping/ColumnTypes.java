package headwater.cdc.mapping;

import java.util.Optional;

/** Which ClickHouse type stands for which type of PostgreSQL. */
final class ColumnTypes {

    private static final ColumnType TEXT = new TextTypes.Text();

    private ColumnTypes() {}

    /** Empty for a type this version does not carry. */
    static Optional<ColumnType> of(SourceColumn column) {
        if (column.enumerated()) {
            return Optional.of(TEXT);
        }
        if (column.type().startsWith("_")) {
            return element(column.type().substring(1)).map(TextTypes.Many::new);
        }
        return Optional.ofNullable(
                switch (column.type()) {
                    case "int2" -> new NumberTypes.Whole(2);
                    case "int4" -> new NumberTypes.Whole(4);
                    case "int8" -> new NumberTypes.Whole(8);
                    case "bool" -> new NumberTypes.Truth();
                    case "float4" -> new NumberTypes.Floating(4);
                    case "float8" -> new NumberTypes.Floating(8);
                    case "numeric" -> numeric(column);
                    case "uuid" -> new TextTypes.Uuid();
                    case "date" -> new TimeTypes.Day();
                    case "timestamp", "timestamptz" -> new TimeTypes.Moment();
                    case "time" -> new TimeTypes.TimeOfDay();
                    case "text", "varchar", "bpchar", "citext", "json", "jsonb", "ltree", "bytea" ->
                            TEXT;
                    default -> null;
                });
    }

    /** Without a precision there is no Decimal that fits them all: the exact text. */
    private static ColumnType numeric(SourceColumn column) {
        boolean fits =
                column.modifier() >= 0
                        && column.precision() <= 76
                        && column.scale() <= column.precision();
        return fits
                ? new NumberTypes.Fixed(column.precision(), column.scale())
                : new NumberTypes.Unbounded();
    }

    private static Optional<ColumnType> element(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "int2" -> new NumberTypes.Whole(2);
                    case "int4" -> new NumberTypes.Whole(4);
                    case "int8" -> new NumberTypes.Whole(8);
                    case "bool" -> new NumberTypes.Truth();
                    case "uuid" -> new TextTypes.Uuid();
                    case "text", "varchar" -> TEXT;
                    default -> null;
                });
    }
}
