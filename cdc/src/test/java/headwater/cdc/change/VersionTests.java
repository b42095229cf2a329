package headwater.cdc.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

class VersionTests {

    @Test
    void ordersByEpochThenCommitThenPlaceInTheTransactionUnsigned() {
        List<Version> ordered =
                List.of(
                        Version.ofCopy(1),
                        new Version(1, 0, 1),
                        new Version(1, 1, 0),
                        new Version(1, Long.MAX_VALUE, (1L << 48) - 1),
                        new Version(1, Long.MIN_VALUE, 0),
                        new Version(1, -1, (1L << 48) - 1),
                        Version.ofCopy(2),
                        new Version(0xFFFF, -1, (1L << 48) - 1));

        assertThat(ordered.reversed().stream().sorted().toList()).isEqualTo(ordered);
        assertThat(ordered.stream().map(Version::toBigInteger).toList()).isSorted();
    }

    @Test
    void isEpochBaseAndOrdinalInOneNumber() {
        BigInteger number =
                BigInteger.valueOf(3)
                        .shiftLeft(112)
                        .or(BigInteger.valueOf(0x1122334455667788L).shiftLeft(48))
                        .or(BigInteger.valueOf(9));

        Version version = new Version(3, 0x1122334455667788L, 9);

        assertThat(version.toBigInteger()).isEqualTo(number);
        assertThat(version).hasToString("00031122334455667788000000000009");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Version(0, 1, 1)).hasMessage("epoch out of range: 0");
        assertThatThrownBy(() -> new Version(0x10000, 1, 1))
                .hasMessage("epoch out of range: 65536");
        assertThatThrownBy(() -> new Version(1, 1, 1L << 48))
                .hasMessage("ordinal out of range: 281474976710656");
    }
}
