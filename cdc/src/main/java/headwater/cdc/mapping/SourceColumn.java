package headwater.cdc.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A column as PostgreSQL's catalog has it.
 *
 * @param type the catalog's name of the type, such as {@code int8}; of the base type for a domain;
 *     with a leading underscore for an array
 * @param enumerated of an enum type
 * @param modifier precision, scale or length as the catalog packs them; -1 for none
 * @param added what rows written before the column was added have in it, as text; null if there are
 *     none such
 */
public record SourceColumn(
        String name,
        String type,
        boolean enumerated,
        int modifier,
        boolean notNull,
        @Nullable String added) {

    int precision() {
        return (modifier - 4) >>> 16 & 0xFFFF;
    }

    int scale() {
        return modifier - 4 & 0x7FF;
    }
}
