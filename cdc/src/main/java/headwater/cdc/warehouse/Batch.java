package headwater.cdc.warehouse;

import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.TransactionContext;
import headwater.cdc.mapping.TableBuffer;
import headwater.cdc.mapping.TableMapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encoded rows of several tables, waiting to be written together. */
public final class Batch {

    private static final int MOST_ROWS = 50_000;
    private static final long MOST_BYTES = 16 << 20;

    private final String tag;
    private final Map<String, TableBuffer> tables = new LinkedHashMap<>();

    public Batch() {
        this("");
    }

    /**
     * @param tag tells apart batches whose rows do not differ in version
     */
    public Batch(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    public void add(TableMapping mapping, StreamEvent.Row row, TransactionContext context) {
        tables.computeIfAbsent(mapping.name(), name -> new TableBuffer(mapping)).add(row, context);
    }

    /** Whether it must be written before it grows further, even in the middle of a transaction. */
    public boolean isFull() {
        int rows = 0;
        long bytes = 0;
        for (TableBuffer table : tables.values()) {
            rows += table.rows();
            bytes += table.bytes();
        }
        return rows >= MOST_ROWS || bytes >= MOST_BYTES;
    }

    public boolean isEmpty() {
        return tables.isEmpty();
    }

    Collection<TableBuffer> tables() {
        return tables.values();
    }

    void clear() {
        tables.clear();
    }
}
