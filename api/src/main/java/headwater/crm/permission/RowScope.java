package headwater.crm.permission;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * Which rows: those of certain owners, and those shared.
 *
 * @param owners the owners whose rows are in; null means all rows
 * @param shared null where sharing gives nothing
 * @param within the rows must be in this too; null for no such limit
 */
public record RowScope(
        @Nullable Set<Long> owners, @Nullable Shared shared, @Nullable RowScope within) {
    public static final RowScope ALL = new RowScope(null, null);
    public static final RowScope NONE = new RowScope(Set.of(), null);

    RowScope(@Nullable Set<Long> owners, @Nullable Shared shared) {
        this(owners, shared, null);
    }

    /** Whether a row of this owner is in by its owner alone. */
    public boolean contains(long ownerId) {
        return owners == null || owners.contains(ownerId);
    }

    public boolean isEmpty() {
        return (owners != null && owners.isEmpty() && shared == null)
                || (within != null && within.isEmpty());
    }

    RowScope or(RowScope other) {
        if (owners == null || other.owners == null) {
            return ALL;
        }
        Set<Long> both = new HashSet<>(owners);
        both.addAll(other.owners);
        return new RowScope(both, shared == null ? other.shared : shared);
    }

    /** Only what can be seen: what cannot does not exist, whatever else could be done with it. */
    RowScope within(RowScope seen) {
        return seen.owners == null ? this : new RowScope(owners, shared, seen);
    }

    /** The scope as a part of the query's WHERE. */
    public Condition of(Field<Long> key, Field<Long> ownerId) {
        Condition own = ofItself(key, ownerId);
        return within == null ? own : own.and(within.ofItself(key, ownerId));
    }

    private Condition ofItself(Field<Long> key, Field<Long> ownerId) {
        if (owners == null) {
            return DSL.noCondition();
        }
        Condition owned =
                owners.isEmpty()
                        ? DSL.falseCondition()
                        : ownerId.eq(DSL.any(owners.toArray(Long[]::new)));
        return shared == null ? owned : owned.or(shared.has(key));
    }
}
