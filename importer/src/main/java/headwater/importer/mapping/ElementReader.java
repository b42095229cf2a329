package headwater.importer.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the fields of one import, and holds each against what the API takes. */
record ElementReader(Columns columns) {
    private static final List<String> SOURCES = List.of("column", "template", "constant");
    private static final List<String> LEAF_KEYS =
            List.of(
                    "column",
                    "template",
                    "constant",
                    "when",
                    "replace",
                    "case",
                    "aliases",
                    "values",
                    "ref",
                    "date",
                    "number",
                    "missing");

    /** An object with a key per field; {@code prefix} names it inside the record. */
    Element.Group group(List<Field> fields, Yaml yaml, String prefix) {
        boolean conditional = !prefix.isEmpty();
        List<String> names = fields.stream().map(Field::name).toList();
        yaml.onlyKeys(
                conditional ? Stream.concat(names.stream(), Stream.of("when")).toList() : names);
        Map<String, Element> elements = new LinkedHashMap<>();
        for (Field field : fields) {
            Yaml child = yaml.get(field.name());
            if (!child.absent()) {
                elements.put(field.name(), element(field, child, prefix + field.name()));
            } else if (field.required()) {
                throw yaml.wrong("%s is missing, and needed.".formatted(field.name()));
            }
        }
        List<Condition> when = conditional ? Condition.read(yaml.get("when"), columns) : List.of();
        return new Element.Group(when, elements);
    }

    private Element element(Field field, Yaml yaml, String name) {
        if (field.many()) {
            List<Element> elements = new ArrayList<>();
            for (Yaml item : yaml.items()) {
                elements.add(
                        element(field.element(), item, "%s[%d]".formatted(name, elements.size())));
            }
            return new Element.Items(elements);
        }
        return field.kind() == Kind.GROUP
                ? group(field.parts(), yaml, name + ".")
                : leaf(field, yaml, name);
    }

    private Leaf leaf(Field field, Yaml yaml, String name) {
        if (!yaml.isScalar()) {
            yaml.onlyKeys(LEAF_KEYS);
        }
        Leaf leaf =
                new Leaf(
                        name,
                        Condition.read(yaml.get("when"), columns),
                        source(yaml),
                        TextChange.read(yaml),
                        Scalar.read(field, yaml),
                        Missing.read(field, yaml.get("missing")));
        checkTexts(leaf, yaml);
        return leaf;
    }

    private Source source(Yaml yaml) {
        if (yaml.isScalar()) {
            return new Source.Constant(yaml.text());
        }
        List<String> given = SOURCES.stream().filter(key -> !yaml.get(key).absent()).toList();
        if (given.size() != 1) {
            throw yaml.wrong("needs exactly one of " + String.join(", ", SOURCES) + ".");
        }
        Yaml source = yaml.get(given.getFirst());
        return switch (given.getFirst()) {
            case "column" -> new Source.Column(columns.read(source));
            case "template" -> Template.read(source, columns);
            default -> new Source.Constant(source.text());
        };
    }

    /** What the mapping itself says can be found wrong now, not at the first row. */
    private static void checkTexts(Leaf leaf, Yaml yaml) {
        if (leaf.source() instanceof Source.Constant constant) {
            String text = leaf.change().of(constant.text());
            check(leaf, text == null ? "" : text, yaml);
        }
        leaf.change().values().values().forEach(text -> check(leaf, text, yaml.get("values")));
        if (leaf.missing().rule() == Missing.Rule.CONSTANT) {
            check(leaf, leaf.missing().constant(), yaml.get("missing"));
        }
    }

    private static void check(Leaf leaf, String text, Yaml yaml) {
        if (text.isEmpty() || leaf.scalar().parse(text, ZoneOffset.UTC) == null) {
            throw yaml.wrong("\"%s\" is not %s.".formatted(text, leaf.scalar().expected()));
        }
    }
}
