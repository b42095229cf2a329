package headwater.importer.table;

import headwater.importer.CannotRun;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of a table's columns, and which texts in it mean nothing. */
public final class Header {
    private final List<String> columns;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Set<String> nothing;

    Header(String table, List<String> columns, Set<String> nothing) {
        this.columns = columns.stream().map(String::strip).toList();
        this.nothing = nothing;
        for (int i = 0; i < columns.size(); i++) {
            String column = this.columns.get(i);
            if (indexes.put(column, i) != null && !column.isEmpty()) {
                throw new CannotRun(
                        "%s has two columns named \"%s\"; rename one.".formatted(table, column));
            }
        }
    }

    /** In the order of the file. */
    public List<String> columns() {
        return columns;
    }

    int indexOf(String column) {
        Integer index = indexes.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return index;
    }

    boolean meansNothing(String text) {
        return nothing.contains(text);
    }
}
