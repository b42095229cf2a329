package headwater.crm.persistence;

import headwater.crm.shared.InvalidCursor;
import headwater.crm.shared.ListRequest;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A record's place in a list: the values it is sorted by, good for the same order and filter only.
 */
final class Cursors {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String list;
    private final List<Field<?>> columns;

    Cursors(ListRequest request, List<Field<?>> columns) {
        // Both are records and collections of values, so their texts are equal exactly when they
        // are.
        this.list = Integer.toHexString((request.orderBy() + "|" + request.filter()).hashCode());
        this.columns = columns;
    }

    /** The order columns as the query must select them, since some are computed. */
    List<Field<?>> selected() {
        return IntStream.range(0, columns.size())
                .<Field<?>>mapToObj(i -> columns.get(i).as("order_" + i))
                .toList();
    }

    String encode(Record row) {
        List<String> parts = new ArrayList<>();
        parts.add(list);
        for (int i = 0; i < columns.size(); i++) {
            parts.add(String.valueOf(row.get("order_" + i)));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
    }

    Object[] decode(String cursor) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = JSON.readValue(json, String[].class);
            if (parts.length == columns.size() + 1 && parts[0].equals(list)) {
                Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = DSL.val(parts[i + 1], columns.get(i).getDataType());
                }
                return values;
            }
        } catch (IllegalArgumentException
                | JacksonException
                | org.jooq.exception.DataTypeException e) {
            // falls through to the refusal
        }
        throw new InvalidCursor();
    }
}
