package headwater.cdc.warehouse;

import headwater.cdc.change.RowImage;
import headwater.cdc.health.Refused;
import headwater.cdc.mapping.SourceTable;
import headwater.cdc.mapping.TableMapping;
import headwater.cdc.mapping.TableSql;
import headwater.cdc.mapping.UnsupportedTable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tables that follow PostgreSQL's catalog. What appears there is added here; what disappears
 * stays and is no longer filled; what changes its meaning stops the stream with an instruction.
 */
public final class Tables {

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    private final Warehouse warehouse;
    private final Supplier<List<SourceTable>> catalog;
    private final Map<String, TableMapping> mappings = new LinkedHashMap<>();
    private final Map<String, Object> shapes = new HashMap<>();

    /**
     * @param catalog reads the published tables as they are now
     */
    public Tables(Warehouse warehouse, Supplier<List<SourceTable>> catalog) {
        this.warehouse = warehouse;
        this.catalog = catalog;
    }

    /**
     * Reads the catalog and creates and widens what it takes.
     *
     * @throws Refused if a table cannot be carried, with a sentence for the operator
     */
    public void follow() {
        WarehouseColumns existing = WarehouseColumns.read(warehouse);
        shapes.clear();
        for (SourceTable table : catalog.get()) {
            mappings.put(table.name(), follow(mapped(table), existing));
        }
    }

    /** Every published table. */
    public List<TableMapping> all() {
        return List.copyOf(mappings.values());
    }

    public Optional<TableMapping> of(String table) {
        return Optional.ofNullable(mappings.get(table));
    }

    /** Whether rows of this shape can be written to the table as it is known here. */
    public boolean fits(String table, RowImage row) {
        TableMapping mapping = mappings.get(table);
        if (mapping == null) {
            return false;
        }
        if (shapes.get(table) == row.shape()) {
            return true;
        }
        boolean first = !shapes.containsKey(table);
        boolean known = mapping.names().containsAll(row.columns());
        if (first && known) {
            shapes.put(table, row.shape());
        }
        return first && known;
    }

    /**
     * Takes a shape as known after the catalog was followed for it: a column the catalog no longer
     * has is dropped data.
     */
    public void accept(String table, RowImage row) {
        shapes.put(table, row.shape());
    }

    private static TableMapping mapped(SourceTable table) {
        try {
            return TableMapping.of(table);
        } catch (UnsupportedTable refused) {
            throw new Refused(String.valueOf(refused.getMessage()));
        }
    }

    private TableMapping follow(TableMapping table, WarehouseColumns existing) {
        List<String> both = List.of(table.name(), table.name() + "_changes");
        if (!existing.holds(both.getFirst()) || !existing.holds(both.getLast())) {
            TableSql.create(Warehouse.DATABASE, table).forEach(warehouse::execute);
            LOG.info("Table {} follows PostgreSQL's crm.{}", table.name(), table.name());
        }
        TableMapping mapping = table.nullableWhere(existing.nullable(both));
        boolean changed = false;
        for (String name : both) {
            if (existing.holds(name)) {
                existing.refuseOtherKey(table);
                for (String sql : existing.widenings(name, mapping)) {
                    LOG.info("Table {} is widened", name);
                    warehouse.execute(sql);
                    changed = true;
                }
            }
        }
        if (changed || !existing.holds(table.name() + "_current")) {
            warehouse.execute(TableSql.view(Warehouse.DATABASE, mapping));
        }
        return mapping;
    }
}
