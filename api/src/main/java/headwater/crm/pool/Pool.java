package headwater.crm.pool;

import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A pool and its limits.
 *
 * @param priority of several that fit an owner equally closely, the highest counts
 * @param shownFields what members see of a record before they claim it
 * @param maskedFields of what they see a pattern
 * @param dailyClaimLimit claims of one person and day; null for no limit
 * @param lockLimit records that one owner may lock at once
 * @param lockDays for how long
 * @param holdLimit records of the kind that one person may own; null for no limit
 */
public record Pool(
        long id,
        String name,
        PoolObject object,
        int priority,
        List<String> shownFields,
        List<String> maskedFields,
        @Nullable Integer dailyClaimLimit,
        @Nullable Integer holdLimit,
        int cooldownDays,
        int embargoHours,
        @Nullable Integer dailyViewLimit,
        int lockLimit,
        int lockDays,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** The kind of records in it. */
    public enum PoolObject {
        LEAD(RecordType.LEAD),
        ACCOUNT(RecordType.ACCOUNT);

        private final RecordType type;

        PoolObject(RecordType type) {
            this.type = type;
        }

        public RecordType type() {
            return type;
        }

        public static PoolObject of(RecordType type) {
            return valueOf(type.name());
        }
    }
}
