package headwater.cdc.mapping;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Text, bytes, uuids and arrays. */
final class TextTypes {

    private TextTypes() {}

    record Text() implements ColumnType {
        @Override
        public String sql() {
            return "String";
        }

        @Override
        public void write(RowBinary out, Object value) {
            switch (value) {
                case byte[] bytes -> out.string(bytes);
                case ByteBuffer buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.duplicate().get(bytes);
                    out.string(bytes);
                }
                default -> out.string(value.toString());
            }
        }

        @Override
        public void writeZero(RowBinary out) {
            out.length(0);
        }

        @Override
        public Object readable(Object value) {
            return value instanceof String ? value : "(bytes)";
        }
    }

    record Uuid() implements ColumnType {
        @Override
        public String sql() {
            return "UUID";
        }

        @Override
        public void write(RowBinary out, Object value) {
            UUID uuid = UUID.fromString(value.toString());
            out.int64(uuid.getMostSignificantBits());
            out.int64(uuid.getLeastSignificantBits());
        }

        @Override
        public void writeZero(RowBinary out) {
            out.int64(0);
            out.int64(0);
        }

        @Override
        public Object readable(Object value) {
            return value.toString();
        }
    }

    record Many(ColumnType element) implements ColumnType {
        @Override
        public String sql() {
            return "Array(Nullable(" + element.sql() + "))";
        }

        @Override
        public void write(RowBinary out, Object value) throws OutOfRange {
            List<?> elements = elements(value);
            out.length(elements.size());
            for (Object one : elements) {
                writeOne(out, one);
            }
        }

        private void writeOne(RowBinary out, @Nullable Object one) throws OutOfRange {
            out.int8(one == null ? 1 : 0);
            if (one != null) {
                element.write(out, one);
            }
        }

        private static List<?> elements(Object value) {
            return value instanceof Object[] array ? Arrays.asList(array) : (List<?>) value;
        }

        @Override
        public void writeZero(RowBinary out) {
            out.length(0);
        }

        @Override
        public Object readable(Object value) {
            return elements(value);
        }
    }
}
