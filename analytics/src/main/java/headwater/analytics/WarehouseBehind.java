package headwater.analytics;

/** The asker's write did not reach the warehouse in time. Never answered with older data. */
public final class WarehouseBehind extends AnalyticsFailure {

    private final long applied;
    private final long wanted;

    public WarehouseBehind(long applied, long wanted) {
        super(
                "The warehouse has applied %s and was asked to wait for %s"
                        .formatted(lsn(applied), lsn(wanted)),
                null);
        this.applied = applied;
        this.wanted = wanted;
    }

    /** Position in PostgreSQL's log up to which the warehouse is complete. */
    public long applied() {
        return applied;
    }

    /** Position that was waited for. */
    public long wanted() {
        return wanted;
    }

    private static String lsn(long position) {
        return "%X/%X".formatted(position >>> 32, position & 0xFFFF_FFFFL);
    }
}
