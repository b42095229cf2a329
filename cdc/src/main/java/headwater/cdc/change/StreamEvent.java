package headwater.cdc.change;

/** What one record of the stream says. Times are microseconds since 1970 by PostgreSQL's clock. */
public sealed interface StreamEvent {

    /** A transaction's first record. */
    record Begin(String transaction) implements StreamEvent {}

    /**
     * A transaction's last record.
     *
     * @param events how many records lay between begin and end
     */
    record End(String transaction, long events, Position commit, long committedMicros)
            implements StreamEvent {}

    /** Who makes the changes that follow in this transaction. */
    record Context(Member member, TransactionContext context) implements StreamEvent {}

    /**
     * One row changed.
     *
     * @param before the row before, null for a created one
     * @param row the row after, or the deleted row
     */
    record Row(
            Member member,
            String table,
            Operation operation,
            @org.jspecify.annotations.Nullable RowImage before,
            RowImage row)
            implements StreamEvent {}

    /** A table was emptied. */
    record Truncate(Member member, String table) implements StreamEvent {}

    /**
     * A sign of life between transactions.
     *
     * @param prompt somebody waits for this position
     */
    record Beat(Position position, long atMicros, boolean prompt) implements StreamEvent {}

    /** A record that carries nothing to apply. */
    record Nothing() implements StreamEvent {}

    /** Where in the log and in its transaction a record stands. */
    record Member(String transaction, Version version, long lsn, long xid, long committedMicros) {}
}
