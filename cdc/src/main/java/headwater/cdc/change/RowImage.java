package headwater.cdc.change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The values of one row by column name, as Debezium or JDBC gave them. */
public interface RowImage {

    List<String> columns();

    /** Null also where the row has no such column. */
    @Nullable Object value(String column);

    boolean has(String column);

    /** The same object for as long as the table keeps its columns. */
    Object shape();
}
