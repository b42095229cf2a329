package headwater.crm.shared;

/** The record has changed since the version that the caller based his change on. */
public final class Conflict extends HeadwaterException {
    private final int currentVersion;

    public Conflict(int expectedVersion, int currentVersion) {
        super(
                "The record is in version %d, not %d: read it again and repeat the change."
                        .formatted(currentVersion, expectedVersion));
        this.currentVersion = currentVersion;
    }

    public int currentVersion() {
        return currentVersion;
    }
}
