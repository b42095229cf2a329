package headwater.importer.mapping;

import headwater.importer.CannotRun;
import headwater.importer.table.Table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that an import names, with the place that names each first. */
final class Columns {
    private final Map<String, Yaml> places = new LinkedHashMap<>();

    String read(Yaml yaml) {
        if (yaml.absent()) {
            throw yaml.wrong("is missing; name a column.");
        }
        return add(yaml.text(), yaml);
    }

    String add(String column, Yaml place) {
        places.putIfAbsent(column, place);
        return column;
    }

    /**
     * @throws CannotRun when the table lacks a column
     */
    void check(Table table) {
        List<String> present = table.header().columns();
        places.forEach(
                (column, place) -> {
                    if (!present.contains(column)) {
                        throw place.wrong(
                                "%s has no column \"%s\"; it has %s."
                                        .formatted(
                                                table.name(), column, String.join(", ", present)));
                    }
                });
    }
}
