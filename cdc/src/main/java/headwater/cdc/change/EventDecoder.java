package headwater.cdc.change;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads Debezium's records (3.6, Connect format, transaction metadata on, topic prefix {@value
 * #PREFIX}). Throws {@link UnreadableRecord} on whatever it does not know.
 */
public final class EventDecoder {

    /** Debezium's {@code topic.prefix}. */
    public static final String PREFIX = "crm";

    /** Prefix of the message that says who made a transaction. */
    public static final String CONTEXT_MESSAGE = "crm.ctx";

    /**
     * Prefix of signs of life. One of our own carries PostgreSQL's clock in microseconds; an empty
     * one is somebody waiting for its position.
     */
    public static final String BEAT_MESSAGE = "crm-cdc-hb";

    private static final String TRANSACTION_TOPIC = PREFIX + ".transaction";
    private static final String MESSAGE_TOPIC = PREFIX + ".message";
    private static final String BEAT_TOPIC = "__debezium-heartbeat." + PREFIX;
    private static final StreamEvent NOTHING = new StreamEvent.Nothing();

    private final int epoch;
    private final Position start;

    /**
     * @param start the slot's confirmed position before the engine started: the base of the first
     *     transaction, which has none of its own
     */
    public EventDecoder(int epoch, Position start) {
        this.epoch = epoch;
        this.start = start;
    }

    public StreamEvent decode(SourceRecord record) {
        if (!(record.value() instanceof Struct value)) {
            throw new UnreadableRecord("a record of " + record.topic() + " has no value");
        }
        return switch (record.topic()) {
            case TRANSACTION_TOPIC -> transaction(record, value);
            case MESSAGE_TOPIC -> message(record, value);
            case BEAT_TOPIC -> NOTHING;
            default -> row(record, value);
        };
    }

    private static StreamEvent transaction(SourceRecord record, Struct value) {
        String id = transactionOf(value.getString("id"));
        return switch (value.getString("status")) {
            case "BEGIN" -> new StreamEvent.Begin(id);
            case "END" ->
                    new StreamEvent.End(
                            id,
                            value.getInt64("event_count"),
                            new Position(required(record, "lsn_commit")),
                            required(record, "ts_usec"));
            default ->
                    throw new UnreadableRecord(
                            "transaction status '" + value.getString("status") + "' is not known");
        };
    }

    private StreamEvent message(SourceRecord record, Struct value) {
        Struct message = value.getStruct("message");
        byte[] content = bytes(message.get("content"));
        boolean transactional = transactionOf(value) != null;
        return switch (message.getString("prefix")) {
            case CONTEXT_MESSAGE ->
                    transactional
                            ? new StreamEvent.Context(
                                    member(record, value), TransactionContext.parse(content))
                            : NOTHING;
            case BEAT_MESSAGE ->
                    transactional
                            ? new StreamEvent.Context(member(record, value), TransactionContext.SQL)
                            : beat(record, content);
            default ->
                    throw new UnreadableRecord(
                            "message prefix '" + message.getString("prefix") + "' is not known");
        };
    }

    private static StreamEvent beat(SourceRecord record, byte[] content) {
        String text = new String(content, StandardCharsets.US_ASCII);
        boolean ours = text.matches("[0-9]{1,18}");
        return new StreamEvent.Beat(
                new Position(required(record, "lsn_commit")),
                ours ? Long.parseLong(text) : 0,
                !ours);
    }

    private StreamEvent row(SourceRecord record, Struct value) {
        if (value.schema().field("op") == null) {
            throw new UnreadableRecord("a record of " + record.topic() + " is no change");
        }
        StreamEvent.Member member = member(record, value);
        String table = value.getStruct("source").getString("table");
        if (value.getString("op").equals("t")) {
            return new StreamEvent.Truncate(member, table);
        }
        Operation operation = Operation.ofDebezium(value.getString("op"));
        RowImage before = image(value.getStruct("before"));
        RowImage row = operation == Operation.DELETE ? before : image(value.getStruct("after"));
        if (row == null) {
            throw new UnreadableRecord(
                    "a change of " + table + " has no row; is its replica identity still full?");
        }
        return new StreamEvent.Row(
                member, table, operation, operation == Operation.UPDATE ? before : null, row);
    }

    private StreamEvent.Member member(SourceRecord record, Struct value) {
        String transaction = transactionOf(value);
        if (transaction == null) {
            throw new UnreadableRecord("a change of " + record.topic() + " has no transaction");
        }
        Long base = offset(record, "lsn_commit");
        long ordinal = value.getStruct("transaction").getInt64("total_order");
        return new StreamEvent.Member(
                transaction,
                new Version(epoch, base == null ? start.lsn() : base, ordinal),
                required(record, "lsn"),
                Long.parseLong(transaction),
                required(record, "ts_usec"));
    }

    private static @Nullable RowImage image(@Nullable Struct struct) {
        return struct == null ? null : new StructImage(struct);
    }

    private static @Nullable String transactionOf(Struct value) {
        Struct transaction =
                value.schema().field("transaction") == null ? null : value.getStruct("transaction");
        return transaction == null ? null : transactionOf(transaction.getString("id"));
    }

    /** Debezium writes {@code xid:lsn}, and the lsn differs from record to record. */
    private static String transactionOf(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    private static long required(SourceRecord record, String key) {
        Long value = offset(record, key);
        if (value == null) {
            throw new UnreadableRecord("a record of " + record.topic() + " has no " + key);
        }
        return value;
    }

    private static @Nullable Long offset(SourceRecord record, String key) {
        Map<String, ?> offset = record.sourceOffset();
        return offset.get(key) instanceof Number number ? number.longValue() : null;
    }

    private static byte[] bytes(Object content) {
        return switch (content) {
            case byte[] array -> array;
            case ByteBuffer buffer -> {
                byte[] copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                yield copy;
            }
            default -> throw new UnreadableRecord("message content of " + content.getClass());
        };
    }
}
