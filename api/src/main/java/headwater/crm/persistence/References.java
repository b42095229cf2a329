package headwater.crm.persistence;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Finds the record that a {@link RecordRef} names, among those a condition admits. One statement.
 */
public record References(
        RecordType type,
        TableField<?, Long> key,
        Field<@Nullable String> externalId,
        List<Field<String>> names) {

    /**
     * @param field path of the reference in the input, for errors
     * @return null, with a violation added, when the reference names no or several records
     */
    public @Nullable Long find(
            DSLContext db,
            Condition admitted,
            RecordRef ref,
            Violations violations,
            String... field) {
        Table<?> table = key.getTable();
        List<Long> found =
                db.select(key).from(table).where(matches(ref)).and(admitted).limit(2).fetch(key);
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND,
                    "There is no %s %s, or you may not use it.".formatted(type.typeName(), ref),
                    field);
        } else {
            violations.add(
                    Code.REFERENCE_AMBIGUOUS,
                    "Several records of type %s are called %s; name it by id or externalId."
                            .formatted(type.typeName(), ref),
                    field);
        }
        return null;
    }

    private Condition matches(RecordRef ref) {
        if (ref.id() != null) {
            return key.eq(type.decode(ref.id()));
        }
        if (ref.externalId() != null) {
            return externalId.eq(ref.externalId());
        }
        return DSL.or(names.stream().map(name -> name.eq(ref.name())).toList());
    }
}
