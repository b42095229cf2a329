package headwater.crm.permission;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
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

    /**
     * The same in parts that do not overlap, each of which an index finds in order; an OR of the
     * two would make a list walk past everybody's rows to find one's own.
     */
    public List<Condition> parts(Field<Long> key, Field<Long> ownerId) {
        if (within != null || owners == null || owners.isEmpty() || shared == null) {
            return List.of(of(key, ownerId));
        }
        Condition owned = owned(owners, ownerId);
        return List.of(owned, shared.has(key).andNot(owned));
    }

    /** One owner as himself, so that the index is known to be in the list's order. */
    private static Condition owned(Set<Long> owners, Field<Long> ownerId) {
        return owners.size() == 1
                ? ownerId.eq(owners.iterator().next())
                : ownerId.eq(DSL.any(owners.toArray(Long[]::new)));
    }

    private Condition ofItself(Field<Long> key, Field<Long> ownerId) {
        if (owners == null) {
            return DSL.noCondition();
        }
        Condition owned = owners.isEmpty() ? DSL.falseCondition() : owned(owners, ownerId);
        return shared == null ? owned : owned.or(shared.has(key));
    }
}
