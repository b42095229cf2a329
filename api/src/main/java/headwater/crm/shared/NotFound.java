package headwater.crm.shared;

/** The record does not exist, or is not disclosed to the viewer. */
public final class NotFound extends HeadwaterException {
    public NotFound(String id) {
        super("There is no record " + id + ", or you may not see it.");
    }
}
