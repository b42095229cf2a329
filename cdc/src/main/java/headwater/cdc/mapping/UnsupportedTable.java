package headwater.cdc.mapping;

/** A published table that cannot be carried as it is. The message names it and says what to do. */
public final class UnsupportedTable extends RuntimeException {

    UnsupportedTable(String message) {
        super(message);
    }
}
