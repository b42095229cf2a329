package headwater.crm.shared;

/** An argument is not what the operation takes. */
public final class BadInput extends HeadwaterException {
    public BadInput(String message) {
        super(message);
    }
}
