package headwater.crm.permission;

import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;

/**
 * Adds a violation for every field that is written and that the viewer's roles do not let him
 * write. Drafts name their components as the schema names its fields.
 */
public final class FieldWrites {
    private final Viewer viewer;
    private final RecordType type;
    private final Violations violations;

    public FieldWrites(Viewer viewer, RecordType type, Violations violations) {
        this.viewer = viewer;
        this.type = type;
        this.violations = violations;
    }

    /** Whatever a new record is given. */
    public void check(Record draft) {
        if (viewer.fields().isUnrestricted()) {
            return;
        }
        for (RecordComponent component : draft.getClass().getRecordComponents()) {
            if (value(component, draft) != null) {
                require(component.getName(), FieldLevel.WRITE_ON_CREATE);
            }
        }
    }

    /**
     * Whatever is changed; and whatever is given at all where the viewer may not read what was
     * before, so that nobody learns it by guessing.
     *
     * @param given names of the fields that the caller gave
     */
    public <D extends Record> void check(Set<String> given, D before, D after) {
        if (viewer.fields().isUnrestricted()) {
            return;
        }
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            String field = component.getName();
            boolean changed = !same(value(component, before), value(component, after));
            boolean hidden = !viewer.level(type, field).includes(FieldLevel.READ);
            if (changed || (hidden && given.contains(field))) {
                require(field, FieldLevel.WRITE);
            }
        }
    }

    /** Fields that an operation changes by what it is, such as the stage. */
    public void require(String... fields) {
        for (String field : fields) {
            require(field, FieldLevel.WRITE);
        }
    }

    private void require(String field, FieldLevel needed) {
        FieldLevel level = viewer.level(type, field);
        if (!level.includes(needed)) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "Your roles let you into %s.%s as far as %s; this needs %s."
                            .formatted(type.typeName(), field, level, needed),
                    field);
        }
    }

    /** Amounts by value: 100 and 100.00 are the same. */
    private static boolean same(@Nullable Object before, @Nullable Object after) {
        return (before instanceof BigDecimal one && after instanceof BigDecimal other)
                ? one.compareTo(other) == 0
                : Objects.equals(before, after);
    }

    private static @Nullable Object value(RecordComponent component, Record draft) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), draft);
    }
}
