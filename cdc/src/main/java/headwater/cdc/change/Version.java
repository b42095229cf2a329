package headwater.cdc.change;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Orders all versions of a row: by epoch, then by commit, then within the transaction. As a number
 * {@code epoch << 112 | base << 48 | ordinal}, unsigned.
 *
 * @param baseLsn end of the last transaction committed before this one; 0 for copied rows, which
 *     therefore never beat a streamed one
 * @param ordinal the change's place in its transaction, from 1; 0 for copied rows
 */
public record Version(int epoch, long baseLsn, long ordinal) implements Comparable<Version> {

    public Version {
        if (epoch < 1 || epoch > 0xFFFF) {
            throw new IllegalArgumentException("epoch out of range: " + epoch);
        }
        if (ordinal < 0 || ordinal >= 1L << 48) {
            throw new IllegalArgumentException("ordinal out of range: " + ordinal);
        }
    }

    /** The version of every row the first copy brings. */
    public static Version ofCopy(int epoch) {
        return new Version(epoch, 0, 0);
    }

    /** The upper 64 bits. */
    public long high() {
        return (long) epoch << 48 | baseLsn >>> 16;
    }

    /** The lower 64 bits. */
    public long low() {
        return baseLsn << 48 | ordinal;
    }

    /** The whole number. */
    public BigInteger toBigInteger() {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high()).putLong(low()).array();
        return new BigInteger(1, bytes);
    }

    @Override
    public int compareTo(Version other) {
        int high = Long.compareUnsigned(high(), other.high());
        return high != 0 ? high : Long.compareUnsigned(low(), other.low());
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%016x", high(), low());
    }
}
