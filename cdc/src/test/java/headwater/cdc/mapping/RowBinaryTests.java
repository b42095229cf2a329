package headwater.cdc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;

class RowBinaryTests {

    private final RowBinary out = new RowBinary();

    @Test
    void numbersAreLittleEndian() {
        out.int16(0x0102);
        out.int32(0x01020304);
        out.int64(-2);

        assertThat(written())
                .isEqualTo(bytes(2, 1, 4, 3, 2, 1, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF));
    }

    @Test
    void bigNumbersAreFilledWithTheirSign() {
        out.integer(BigInteger.valueOf(-1), 16);
        out.integer(BigInteger.valueOf(255), 4);

        assertThat(written())
                .isEqualTo(
                        bytes(
                                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0));
    }

    @Test
    void stringsCarryTheirLengthInBytesOfSevenBits() {
        out.string("é");
        out.length(300);

        assertThat(written()).isEqualTo(bytes(2, 0xC3, 0xA9, 0xAC, 0x02));
    }

    @Test
    void growsAsNeeded() {
        out.string("x".repeat(5_000));

        assertThat(out.size()).isEqualTo(5_002);
    }

    private byte[] written() {
        return out.copy(0, out.size());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
