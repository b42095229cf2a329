package headwater.crm.permission;

import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a person's roles let him into each field, by coordinate such as {@code
 * Opportunity.amount}: the highest of what his roles say, but nothing where one denies it, and
 * never further than into the fields that it is made of.
 */
public final class FieldLevels {
    static final FieldLevels EVERYTHING = new FieldLevels(Map.of());

    private final Map<String, FieldLevel> belowWrite;

    /**
     * What one role says of fields. Of a field that it does not name it says WRITE, if it grants
     * anything on the object at all.
     *
     * @param objects the types of which the role grants any records
     */
    public record OfRole(Set<String> objects, Map<String, FieldLevel> stated) {

        /** What a role's grants come to. */
        public static OfRole of(Collection<Grant> rows, Collection<FieldGrant> fields) {
            return new OfRole(
                    rows.stream()
                            .map(grant -> grant.object().typeName())
                            .collect(Collectors.toSet()),
                    fields.stream()
                            .collect(Collectors.toMap(FieldGrant::field, FieldGrant::level)));
        }

        private boolean speaksOf(String object) {
            return objects.contains(object)
                    || RecordType.ofTypeName(object).filter(RecordType::isOwned).isEmpty();
        }
    }

    private FieldLevels(Map<String, FieldLevel> belowWrite) {
        this.belowWrite = Map.copyOf(belowWrite);
    }

    /**
     * @param governing by field that can be taken away, the fields that decide: itself and what it
     *     is made of
     */
    public static FieldLevels of(Collection<OfRole> roles, Map<String, Set<String>> governing) {
        Map<String, FieldLevel> below = new HashMap<>();
        governing.forEach(
                (coordinate, deciding) -> {
                    FieldLevel lowest =
                            deciding.stream()
                                    .map(field -> merged(roles, field))
                                    .min(FieldLevel::compareTo)
                                    .orElse(FieldLevel.WRITE);
                    if (lowest != FieldLevel.WRITE) {
                        below.put(coordinate, lowest);
                    }
                });
        return new FieldLevels(below);
    }

    private static FieldLevel merged(Collection<OfRole> roles, String coordinate) {
        String object = coordinate.substring(0, coordinate.indexOf('.'));
        @Nullable FieldLevel highest = null;
        for (OfRole role : roles) {
            FieldLevel level = role.stated().get(coordinate);
            if (level == FieldLevel.DENIED) {
                return FieldLevel.NONE;
            }
            if (level == null && role.speaksOf(object)) {
                level = FieldLevel.WRITE;
            }
            if (level != null && (highest == null || level.includes(highest))) {
                highest = level;
            }
        }
        return highest == null ? FieldLevel.WRITE : highest;
    }

    public boolean isUnrestricted() {
        return belowWrite.isEmpty();
    }

    /** WRITE for what cannot be taken away. */
    public FieldLevel of(String coordinate) {
        return belowWrite.getOrDefault(coordinate, FieldLevel.WRITE);
    }
}
