package headwater.cdc.capture;

import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.TransactionContext;
import headwater.cdc.change.UnreadableRecord;
import headwater.cdc.warehouse.Ledger;

/**
 * The books of a transaction between its first and its last event: who makes it, and how much of it
 * has arrived.
 */
final class OpenTransaction {

    private final String id;
    private TransactionContext context = TransactionContext.SQL;
    private long events;
    private long baseLsn;

    OpenTransaction(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    TransactionContext context() {
        return context;
    }

    /** For the changes that follow. */
    void context(TransactionContext newContext) {
        context = newContext;
    }

    void count(StreamEvent.Member member) {
        if (!id.equals(member.transaction())) {
            throw new UnreadableRecord(
                    "an event of transaction " + member.transaction() + " stands inside " + id);
        }
        events++;
        baseLsn = member.version().baseLsn();
    }

    /**
     * What the ledger says of it, once every event that PostgreSQL counted has arrived.
     *
     * @param committedMicros never less than that of a transaction before it
     */
    Ledger.Transaction completed(StreamEvent.End end, long committedMicros) {
        if (!id.equals(end.transaction()) || events != end.events()) {
            throw new UnreadableRecord(
                    "transaction %s ends with %d events where %d of %s arrived"
                            .formatted(end.transaction(), end.events(), events, id));
        }
        return new Ledger.Transaction(
                end.commit(), baseLsn, Long.parseLong(id), committedMicros, events);
    }
}
