package headwater.cdc.change;

/** What happened to a row; {@link #code} is its number in the change log's {@code _op}. */
public enum Operation {
    COPY(0),
    CREATE(1),
    UPDATE(2),
    DELETE(3);

    private final int code;

    Operation(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Operation ofDebezium(String code) {
        return switch (code) {
            case "c" -> CREATE;
            case "u" -> UPDATE;
            case "d" -> DELETE;
            default -> throw new UnreadableRecord("operation '" + code + "' is not known");
        };
    }
}
