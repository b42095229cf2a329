package headwater.crm.shared;

/** A part that the answer needs does not answer, or not in time. */
public final class UpstreamUnavailable extends HeadwaterException {
    public UpstreamUnavailable(String message) {
        super(message);
    }
}
