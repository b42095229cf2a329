package headwater.importer.mapping;

/** What a field of the API takes. */
enum Kind {
    TEXT,
    CHOICE,
    DECIMAL,
    INTEGER,
    YES_NO,
    DAY,
    INSTANT,
    REF,
    GROUP;

    boolean isTime() {
        return this == DAY || this == INSTANT;
    }

    boolean isNumber() {
        return this == DECIMAL || this == INTEGER;
    }
}
