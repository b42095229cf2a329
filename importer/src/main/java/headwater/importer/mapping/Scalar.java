package headwater.importer.mapping;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.time.ZoneId;
import java.util.List;

/** How a text becomes a value of one kind. */
interface Scalar {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Null when the text is not a value of this kind. */
    @Nullable JsonNode parse(String text, ZoneId zone);

    /** What would be right, to follow "is not". */
    String expected();

    static Scalar read(Field field, Yaml yaml) {
        refuse(yaml.get("ref"), field.kind() == Kind.REF, "references");
        refuse(yaml.get("date"), field.kind().isTime(), "days and instants");
        refuse(yaml.get("number"), field.kind().isNumber(), "numbers");
        return switch (field.kind()) {
            case TEXT, GROUP -> text();
            case CHOICE -> choice(field.choices());
            case YES_NO -> yesNo();
            case DECIMAL, INTEGER -> NumberFormat.read(field.kind(), yaml.get("number"));
            case DAY, INSTANT -> DateFormat.read(field.kind(), yaml.get("date"));
            case REF -> reference(yaml);
        };
    }

    private static void refuse(Yaml yaml, boolean fits, String whom) {
        if (!fits && !yaml.absent()) {
            throw yaml.wrong("is for " + whom + " only; this field is none.");
        }
    }

    private static Scalar reference(Yaml yaml) {
        List<String> ways = List.of("externalId", "name", "id");
        if (yaml.get("ref").absent()) {
            throw yaml.wrong(
                    "refers to a record: add ref: and one of " + String.join(", ", ways) + ".");
        }
        String way = yaml.get("ref").text(ways);
        return of("a reference", text -> JSON.objectNode().put(way, text));
    }

    private static Scalar text() {
        return of("a text", JSON::stringNode);
    }

    private static Scalar choice(List<String> choices) {
        return of(
                "one of " + String.join(", ", choices),
                text -> choices.contains(text) ? JSON.stringNode(text) : null);
    }

    private static Scalar yesNo() {
        return of(
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> JSON.booleanNode(true);
                            case "false" -> JSON.booleanNode(false);
                            default -> null;
                        });
    }

    /** Parses a text where no zone matters. */
    interface Parser {
        @Nullable JsonNode parse(String text);
    }

    private static Scalar of(String expected, Parser parser) {
        return new Scalar() {
            @Override
            public @Nullable JsonNode parse(String text, ZoneId zone) {
                return parser.parse(text);
            }

            @Override
            public String expected() {
                return expected;
            }
        };
    }
}
