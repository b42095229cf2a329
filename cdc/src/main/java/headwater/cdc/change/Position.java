package headwater.cdc.change;

import java.util.Locale;

/** A position in PostgreSQL's write-ahead log, an unsigned 64-bit number. */
public record Position(long lsn) implements Comparable<Position> {

    /** Reads PostgreSQL's own form, {@code 16/B374D848}. */
    public static Position parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not a log position: " + text);
        }
        long high = Long.parseUnsignedLong(text.substring(0, slash), 16);
        long low = Long.parseUnsignedLong(text.substring(slash + 1), 16);
        return new Position(high << 32 | low);
    }

    /** Reads the decimal form ClickHouse prints. */
    public static Position ofDecimal(String text) {
        return new Position(Long.parseUnsignedLong(text));
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compareUnsigned(lsn, other.lsn);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", lsn >>> 32, lsn & 0xFFFFFFFFL);
    }
}
