package headwater.crm.form;

import headwater.crm.permission.FieldLevel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a form for a kind of record is built from.
 *
 * @param type its name in schema.graphqls
 * @param labelEn what people call it in English
 * @param labelZh what people call it in Chinese
 * @param fields in the order of the schema
 */
public record FormMetadata(
        String type,
        String labelEn,
        String labelZh,
        boolean mayCreate,
        boolean mayUpdate,
        List<FormField> fields) {

    /**
     * One field.
     *
     * @param required whether a new record must have it
     * @param onCreate whether a new record can be given it
     * @param reference the type of the record that it names; null where it names none
     * @param options empty but for {@link Kind#CHOICE}
     */
    public record FormField(
            String name,
            String labelEn,
            String labelZh,
            Kind kind,
            boolean required,
            boolean onCreate,
            boolean onUpdate,
            FieldLevel level,
            @Nullable String reference,
            List<Option> options) {}

    /** One choice. */
    public record Option(String value, String labelEn, String labelZh) {}

    /** What a field holds. */
    public enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        DATE,
        DATE_TIME,
        FLAG,
        CHOICE,
        REFERENCE,
        LINES
    }
}
