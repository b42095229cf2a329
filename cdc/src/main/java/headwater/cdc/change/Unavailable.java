package headwater.cdc.change;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What Debezium puts where PostgreSQL left out an unchanged long value. With REPLICA IDENTITY FULL
 * it fills such values from the row before, so that this is never seen; should it be, it must never
 * be stored. New in each process, so that no stored value can be mistaken for it.
 */
public final class Unavailable {

    public static final String PLACEHOLDER = "__toast_" + UUID.randomUUID();

    private static final ByteBuffer BYTES =
            ByteBuffer.wrap(PLACEHOLDER.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();

    private Unavailable() {}

    public static boolean is(@Nullable Object value) {
        return switch (value) {
            case String text -> text.equals(PLACEHOLDER);
            case ByteBuffer bytes -> bytes.equals(BYTES);
            case List<?> list -> list.contains(PLACEHOLDER);
            case null, default -> false;
        };
    }
}
