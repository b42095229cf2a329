package headwater.crm.shared;

/** The viewer lacks a permission for the whole operation. */
public final class Forbidden extends HeadwaterException {
    public Forbidden(String message) {
        super(message);
    }
}
