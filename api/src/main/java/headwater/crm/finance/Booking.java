package headwater.crm.finance;

/** What brings an event and a voucher together: what happened to which version of a document. */
record Booking(FinanceEvent.Kind kind, String documentNumber, int documentVersion) {

    static Booking of(FinanceEvent event) {
        return new Booking(event.kind(), event.documentNumber(), event.documentVersion());
    }
}
