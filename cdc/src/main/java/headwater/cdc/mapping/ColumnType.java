package headwater.cdc.mapping;

/** A ClickHouse type and how values from Debezium or JDBC become its bytes. */
interface ColumnType {

    /** As a CREATE TABLE writes it, without Nullable. */
    String sql();

    /** Writes the value's bytes, without the byte that marks a null. */
    void write(RowBinary out, Object value) throws OutOfRange;

    /** Writes what stands for a missing value where null is not allowed: 0 or ''. */
    void writeZero(RowBinary out);

    /** The value for the JSON of old values: a number, a boolean, a list or text. */
    Object readable(Object value);

    /**
     * Whether a not-null column of this type may still need null, because PostgreSQL's range is
     * wider.
     */
    default boolean alwaysNullable() {
        return false;
    }
}
