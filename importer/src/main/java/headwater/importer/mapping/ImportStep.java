package headwater.importer.mapping;

import headwater.importer.CannotRun;
import headwater.importer.table.CsvTable;
import headwater.importer.table.InlineTable;
import headwater.importer.table.Layout;
import headwater.importer.table.Row;
import headwater.importer.table.Table;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One import of the mapping: the rows of one table become records of one entity. */
public final class ImportStep {
    private final Entity entity;
    private final @Nullable String file;
    private final Layout layout;
    private final List<Map<String, String>> rows;
    private final List<String> distinct;
    private final List<Condition> where;
    private final Element.Group fields;
    private final Columns columns;

    ImportStep(Entity entity, Input input, Filter filter, Element.Group fields, Columns columns) {
        this.entity = entity;
        this.file = input.file();
        this.layout = input.layout();
        this.rows = input.rows();
        this.distinct = filter.distinct();
        this.where = filter.where();
        this.fields = fields;
        this.columns = columns;
    }

    /** Where the rows come from: a file, or the mapping itself when that is null. */
    record Input(@Nullable String file, Layout layout, List<Map<String, String>> rows) {}

    /** Which rows count. */
    record Filter(List<String> distinct, List<Condition> where) {}

    public Entity entity() {
        return entity;
    }

    /**
     * The rows that the step reads.
     *
     * @throws CannotRun when the file is not there, not readable, or lacks a column
     */
    public Table table(Path folder) {
        Table table =
                file == null
                        ? new InlineTable(entity.key(), rows)
                        : new CsvTable(folder, file, layout);
        columns.check(table);
        return table;
    }

    /**
     * Which rows are imported, to be asked of each row once and in order. Of rows that agree in the
     * distinct columns it remembers the combination, so memory grows with those.
     */
    public Predicate<Row> filter() {
        Set<List<String>> seen = new HashSet<>();
        return row ->
                where.stream().allMatch(condition -> condition.holds(row))
                        && (distinct.isEmpty()
                                || seen.add(distinct.stream().map(row::text).toList()));
    }

    /** The row as the mutation takes it; of no use when the conversion met problems. */
    public ObjectNode convert(Row row, Conversion conversion) {
        return entity.row(fields.object(row, conversion));
    }
}
