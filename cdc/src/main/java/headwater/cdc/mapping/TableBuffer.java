package headwater.cdc.mapping;

import headwater.cdc.change.Operation;
import headwater.cdc.change.StreamEvent;
import headwater.cdc.change.TransactionContext;
import headwater.cdc.change.Version;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encoded rows of one table, waiting to be written: every change, and of each key only the newest
 * state.
 */
public final class TableBuffer {

    private final TableMapping mapping;
    private final RowEncoder encoder;
    private final RowBinary changes = new RowBinary();
    private final Map<String, byte[]> state = new LinkedHashMap<>();
    private final List<DeadValue> dead = new ArrayList<>();
    private long stateBytes;
    private int rows;
    private @Nullable Version first;
    private @Nullable Version last;

    public TableBuffer(TableMapping mapping) {
        this.mapping = mapping;
        this.encoder = new RowEncoder(mapping);
    }

    public void add(StreamEvent.Row row, TransactionContext context) {
        int start = changes.size();
        int refused = encoder.cells(changes, row, dead);
        int end = changes.size();
        boolean deleted = row.operation() == Operation.DELETE;
        byte[] now = encoder.stateRow(changes.copy(start, end), row.member(), deleted);
        encoder.changeMeta(changes, row, context, refused);

        byte[] before = state.put(encoder.key(row.row()), now);
        stateBytes += now.length - (before == null ? 0 : before.length);
        Version version = row.member().version();
        first = first == null ? version : first;
        last = version;
        rows++;
    }

    public TableMapping mapping() {
        return mapping;
    }

    public int rows() {
        return rows;
    }

    public int stateRows() {
        return state.size();
    }

    public long bytes() {
        return changes.size() + stateBytes;
    }

    public List<DeadValue> dead() {
        return dead;
    }

    /** The same for the same rows, so that ClickHouse drops an insert it has already had. */
    public String token() {
        return mapping.name() + ":" + first + ":" + last;
    }

    public void writeChanges(OutputStream out) throws IOException {
        changes.writeTo(out);
    }

    public void writeState(OutputStream out) throws IOException {
        for (byte[] row : state.values()) {
            out.write(row);
        }
    }

    static String binary(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }
}
