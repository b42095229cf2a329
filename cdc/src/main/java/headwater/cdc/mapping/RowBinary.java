package headwater.cdc.mapping;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer that knows how ClickHouse's RowBinary writes numbers and strings: little endian,
 * lengths as LEB128.
 */
public final class RowBinary {

    private byte[] data = new byte[1024];
    private int size;

    public int size() {
        return size;
    }

    /** Drops what was written after the given size. */
    public void truncate(int to) {
        size = to;
    }

    public void int8(int value) {
        room(1);
        data[size++] = (byte) value;
    }

    public void int16(int value) {
        little(value, 2);
    }

    public void int32(int value) {
        little(value, 4);
    }

    public void int64(long value) {
        little(value, 8);
    }

    /** Two's complement in the given number of bytes. */
    public void integer(BigInteger value, int bytes) {
        byte[] big = value.toByteArray();
        room(bytes);
        byte sign = (byte) (value.signum() < 0 ? 0xFF : 0);
        for (int i = 0; i < bytes; i++) {
            data[size++] = i < big.length ? big[big.length - 1 - i] : sign;
        }
    }

    public void string(String value) {
        string(value.getBytes(StandardCharsets.UTF_8));
    }

    public void string(byte[] value) {
        length(value.length);
        bytes(value, 0, value.length);
    }

    /** The number of bytes of a string, or of elements of an array. */
    public void length(int value) {
        room(5);
        int rest = value;
        while (rest > 0x7F) {
            data[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }

    public void bytes(byte[] value, int from, int count) {
        room(count);
        System.arraycopy(value, from, data, size, count);
        size += count;
    }

    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(data, from, to);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(data, 0, size);
    }

    private void little(long value, int bytes) {
        room(bytes);
        for (int i = 0; i < bytes; i++) {
            data[size++] = (byte) (value >>> (8 * i));
        }
    }

    private void room(int count) {
        if (size + count > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, size + count));
        }
    }
}
