package headwater.importer.mapping;

import headwater.importer.table.Row;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;

import java.util.List;

/**
 * A single value.
 *
 * @param name with the groups around it, for people: {@code closing.at}
 */
record Leaf(
        String name,
        List<Condition> when,
        Source source,
        TextChange change,
        Scalar scalar,
        Missing missing)
        implements Element {
    @Override
    public JsonNode of(Row row, Conversion conversion) {
        if (!when.stream().allMatch(condition -> condition.holds(row))) {
            return MissingNode.getInstance();
        }
        String text = source.text(row);
        if (!text.isEmpty()) {
            return value(text, conversion);
        }
        return switch (missing.rule()) {
            case OMIT -> MissingNode.getInstance();
            case NULL -> NullNode.getInstance();
            case CONSTANT -> parse(missing.constant(), missing.constant(), conversion);
            case REFUSE -> {
                conversion.problems().add("%s: %s is empty.".formatted(name, source.described()));
                yield MissingNode.getInstance();
            }
        };
    }

    private JsonNode value(String text, Conversion conversion) {
        String changed = change.of(text);
        if (changed == null) {
            conversion
                    .problems()
                    .add(
                            "%s: %s has \"%s\", which values does not list."
                                    .formatted(name, source.described(), text));
            return MissingNode.getInstance();
        }
        return parse(changed, text, conversion);
    }

    private JsonNode parse(String text, String original, Conversion conversion) {
        JsonNode value = scalar.parse(text, conversion.zone());
        if (value == null) {
            conversion
                    .problems()
                    .add(
                            "%s: %s has \"%s\", which is not %s."
                                    .formatted(
                                            name, source.described(), original, scalar.expected()));
            return MissingNode.getInstance();
        }
        return value;
    }
}
