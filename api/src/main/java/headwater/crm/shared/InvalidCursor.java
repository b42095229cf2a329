package headwater.crm.shared;

/** A cursor that this list did not give out. */
public final class InvalidCursor extends HeadwaterException {
    public InvalidCursor() {
        super(
                "The cursor does not belong to this list; use cursors only with the filter and orderBy they came with.");
    }
}
