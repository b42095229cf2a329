package headwater.crm.permission;

import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * The records of a kind that are shared with any of a person's principals, for reading or also for
 * editing.
 */
public record Shared(Set<String> principals, RecordType object, boolean forEditing) {

    /** Null for what a share never allows. */
    static @Nullable Shared with(Set<String> principals, RecordType object, Action action) {
        return switch (action) {
            case READ -> new Shared(principals, object, false);
            case UPDATE -> new Shared(principals, object, true);
            case CREATE, DELETE, SHARE, TRANSFER -> null;
        };
    }

    /**
     * As an array made once per statement, not one lookup per row, so that a list keeps to its
     * index. The table is named and not generated: this package knows no tables.
     */
    public Condition has(Field<Long> key) {
        return DSL.condition(
                """
                {0} = any(array(
                  select share.record_id from crm.record_share as share
                  where share.object = {1} and share.principal = any({2})
                    and (share.level = 'EDIT' or not {3})
                    and (share.expires_at is null or share.expires_at > now())))
                """,
                key,
                DSL.val(object.typeName()),
                DSL.val(principals.toArray(String[]::new)),
                DSL.inline(forEditing));
    }
}
