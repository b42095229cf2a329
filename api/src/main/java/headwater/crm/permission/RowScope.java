package headwater.crm.permission;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Which rows, by their owner.
 *
 * @param owners the owners whose rows are in; null means all rows
 */
public record RowScope(@Nullable Set<Long> owners) {
    public static final RowScope ALL = new RowScope(null);
    public static final RowScope NONE = new RowScope(Set.of());

    public boolean contains(long ownerId) {
        return owners == null || owners.contains(ownerId);
    }

    /** The scope as a part of the query's WHERE. */
    public Condition of(Field<Long> ownerId) {
        if (owners == null) {
            return DSL.noCondition();
        }
        return owners.isEmpty()
                ? DSL.falseCondition()
                : ownerId.eq(DSL.any(owners.toArray(Long[]::new)));
    }
}
