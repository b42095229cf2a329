package headwater.cdc.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PositionTests {

    @Test
    void readsAndWritesPostgresForm() {
        assertThat(Position.parse("16/B374D848").lsn()).isEqualTo(0x16_B374D848L);
        assertThat(Position.parse("0/0")).hasToString("0/0");
        assertThat(Position.parse("FFFFFFFF/1a")).hasToString("FFFFFFFF/1A");
    }

    @Test
    void isUnsigned() {
        assertThat(Position.parse("FFFFFFFF/0").isAfter(Position.parse("7FFFFFFF/0"))).isTrue();
        assertThat(Position.ofDecimal("18446744073709551615")).hasToString("FFFFFFFF/FFFFFFFF");
    }

    @Test
    void refusesOtherText() {
        assertThatThrownBy(() -> Position.parse("12")).hasMessage("not a log position: 12");
    }
}
