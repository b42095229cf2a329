package headwater.importer.mapping;

import java.util.List;

/**
 * A field of the API.
 *
 * @param required whether no record comes to be without it
 * @param many whether it takes a list
 * @param choices the values a {@link Kind#CHOICE} takes
 * @param parts the fields of a {@link Kind#GROUP}
 */
record Field(
        String name,
        Kind kind,
        boolean required,
        boolean many,
        List<String> choices,
        List<Field> parts) {
    static Field of(Kind kind, String name) {
        return new Field(name, kind, false, false, List.of(), List.of());
    }

    static Field text(String name) {
        return of(Kind.TEXT, name);
    }

    static Field ref(String name) {
        return of(Kind.REF, name);
    }

    static Field choice(String name, String... choices) {
        return new Field(name, Kind.CHOICE, false, false, List.of(choices), List.of());
    }

    static Field group(String name, Field... parts) {
        return new Field(name, Kind.GROUP, false, false, List.of(), List.of(parts));
    }

    Field needed() {
        return new Field(name, kind, true, many, choices, parts);
    }

    Field list() {
        return new Field(name, kind, required, true, choices, parts);
    }

    Field element() {
        return new Field(name, kind, required, false, choices, parts);
    }
}
