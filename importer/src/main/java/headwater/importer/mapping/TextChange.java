package headwater.importer.mapping;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What happens to a text before it becomes a value, in this order: parts of it are replaced, its
 * case is changed, an alias becomes the proper name, and a value is looked up.
 *
 * @param letters lower, upper or nothing
 * @param aliases other names; texts not in it stay
 * @param values all texts there may be; empty for any
 */
record TextChange(
        Map<String, String> replace,
        String letters,
        Map<String, String> aliases,
        Map<String, String> values) {
    static TextChange read(Yaml yaml) {
        Yaml letters = yaml.get("case");
        Yaml values = yaml.get("values");
        if (!values.absent() && values.table().isEmpty()) {
            throw values.wrong("lists nothing, so that every row would be refused.");
        }
        return new TextChange(
                yaml.get("replace").table(),
                letters.absent() ? "" : letters.text(List.of("lower", "upper")),
                yaml.get("aliases").table(),
                values.table());
    }

    /** Null when {@code values} does not know the text. */
    @Nullable String of(String text) {
        String changed = text;
        for (Map.Entry<String, String> one : replace.entrySet()) {
            changed = changed.replace(one.getKey(), one.getValue());
        }
        changed =
                switch (letters) {
                    case "lower" -> changed.toLowerCase(Locale.ROOT);
                    case "upper" -> changed.toUpperCase(Locale.ROOT);
                    default -> changed;
                };
        changed = aliases.getOrDefault(changed, changed);
        return values.isEmpty() ? changed : values.get(changed);
    }
}
