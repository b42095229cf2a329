package headwater.cdc.change;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A row as Debezium hands it over. */
record StructImage(Struct struct) implements RowImage {

    @Override
    public List<String> columns() {
        return struct.schema().fields().stream().map(Field::name).toList();
    }

    @Override
    public @Nullable Object value(String column) {
        Field field = struct.schema().field(column);
        return field == null ? null : struct.get(field);
    }

    @Override
    public boolean has(String column) {
        return struct.schema().field(column) != null;
    }

    @Override
    public Object shape() {
        return struct.schema();
    }
}
