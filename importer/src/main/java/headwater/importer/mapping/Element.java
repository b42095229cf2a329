package headwater.importer.mapping;

import headwater.importer.table.Row;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** One field of what is sent, made from a row. */
sealed interface Element permits Element.Group, Element.Items, Leaf {
    /** A missing node when the field is to be left out; what is wrong goes to the conversion. */
    JsonNode of(Row row, Conversion conversion);

    /** An object of fields, left out unless all conditions hold. */
    record Group(List<Condition> when, Map<String, Element> fields) implements Element {
        @Override
        public JsonNode of(Row row, Conversion conversion) {
            if (!when.stream().allMatch(condition -> condition.holds(row))) {
                return MissingNode.getInstance();
            }
            return object(row, conversion);
        }

        ObjectNode object(Row row, Conversion conversion) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach(
                    (name, element) -> {
                        JsonNode value = element.of(row, conversion);
                        if (!value.isMissingNode()) {
                            object.set(name, value);
                        }
                    });
            return object;
        }
    }

    /** A list of those that are not left out. */
    record Items(List<Element> elements) implements Element {
        @Override
        public JsonNode of(Row row, Conversion conversion) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            for (Element element : elements) {
                JsonNode value = element.of(row, conversion);
                if (!value.isMissingNode()) {
                    items.add(value);
                }
            }
            return items;
        }
    }
}
