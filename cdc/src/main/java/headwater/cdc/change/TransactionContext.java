package headwater.cdc.change;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Who made a transaction, through which door and why, as its {@code crm.ctx} message says.
 *
 * @param actor id of the user; null for the system and for plain SQL
 */
public record TransactionContext(
        @Nullable Long actor,
        @Nullable Long onBehalfOf,
        String door,
        String requestId,
        String reason,
        String rule) {

    /** A transaction that said nothing. */
    public static final TransactionContext SQL =
            new TransactionContext(null, null, "SQL", "", "", "");

    /** What the first copy brings: who wrote it is not known. */
    public static final TransactionContext COPY =
            new TransactionContext(null, null, "SYSTEM", "", "copied when the stream began", "");

    private static final TransactionContext UNREADABLE =
            new TransactionContext(null, null, "SQL", "", "unreadable context message", "");
    private static final Set<String> DOORS =
            Set.of("UI", "API", "IMPORT", "RULE", "JOB", "INTEGRATION", "SYSTEM", "SQL");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads the message's text. Anybody with SQL access can write one, so an unreadable one must
     * not stop the stream: the changes count as plain SQL, and the reason says that a message was
     * there.
     */
    static TransactionContext parse(byte[] message) {
        try {
            JsonNode json = JSON.readTree(new String(message, StandardCharsets.UTF_8));
            String door = text(json, "door");
            if (!DOORS.contains(door)) {
                return UNREADABLE;
            }
            return new TransactionContext(
                    id(json, "actor"),
                    id(json, "onBehalfOf"),
                    door,
                    text(json, "requestId"),
                    text(json, "reason"),
                    text(json, "rule"));
        } catch (JacksonException unreadable) {
            return UNREADABLE;
        }
    }

    private static @Nullable Long id(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isIntegralNumber() ? value.longValue() : null;
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
