package headwater.importer.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that stand in the mapping. */
public final class InlineTable implements Table {
    private final String name;
    private final Header header;
    private final List<Row> rows = new ArrayList<>();

    /** Rows as column and text; a column that a row lacks is empty there. */
    public InlineTable(String name, List<Map<String, String>> rows) {
        this.name = name;
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        header = new Header(name, List.copyOf(columns), Set.of());
        for (Map<String, String> row : rows) {
            List<String> values =
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList();
            this.rows.add(Row.read(this.rows.size() + 1L, header, values));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public char separator() {
        return ',';
    }

    @Override
    public Rows open() {
        Iterator<Row> iterator = rows.iterator();
        return new Rows() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Row next() {
                return iterator.next();
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
