package headwater.importer.mapping;

import headwater.importer.table.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a column has one of these texts.
 *
 * @param texts an empty text means that there is nothing
 * @param wanted false for the opposite
 */
record Condition(String column, Set<String> texts, boolean wanted) {
    private static final List<String> KEYS = List.of("column", "in", "notIn", "empty");

    /** One condition or a list of them, of which all have to hold; none when absent. */
    static List<Condition> read(Yaml yaml, Columns columns) {
        List<Condition> conditions = new ArrayList<>();
        for (Yaml one : yaml.json().isObject() ? List.of(yaml) : yaml.items()) {
            conditions.add(readOne(one, columns));
        }
        return conditions;
    }

    boolean holds(Row row) {
        return texts.contains(row.text(column)) == wanted;
    }

    private static Condition readOne(Yaml yaml, Columns columns) {
        yaml.onlyKeys(KEYS);
        String column = columns.read(yaml.get("column"));
        Yaml in = yaml.get("in");
        Yaml notIn = yaml.get("notIn");
        Yaml empty = yaml.get("empty");
        if ((in.absent() ? 0 : 1) + (notIn.absent() ? 0 : 1) + (empty.absent() ? 0 : 1) != 1) {
            throw yaml.wrong("needs exactly one of in, notIn and empty.");
        }
        if (!empty.absent()) {
            boolean wanted = empty.text(List.of("true", "false")).equals("true");
            return new Condition(column, Set.of(""), wanted);
        }
        List<String> texts = in.absent() ? notIn.texts() : in.texts();
        return new Condition(column, Set.copyOf(texts), notIn.absent());
    }
}
