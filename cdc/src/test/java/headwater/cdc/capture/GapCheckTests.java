package headwater.cdc.capture;

import static headwater.cdc.capture.GapCheck.Decision.COPY;
import static headwater.cdc.capture.GapCheck.Decision.RESUME;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.cdc.change.Position;
import headwater.cdc.health.Gap;

import org.junit.jupiter.api.Test;

class GapCheckTests {

    private static final Position APPLIED = new Position(100);
    private static final Position END = new Position(200);

    @Test
    void copiesWhenNothingWasPromisedYet() {
        assertThat(decide(null, null, false)).isEqualTo(COPY);
        assertThat(decide(slot(50), null, false)).isEqualTo(COPY);
    }

    @Test
    void resumesAtOrBeforeTheWatermark() {
        assertThat(decide(slot(100), APPLIED, true)).isEqualTo(RESUME);
        assertThat(decide(slot(99), APPLIED, true)).isEqualTo(RESUME);
    }

    @Test
    void stopsWhenTheSlotIsGoneLostOrAhead() {
        Slot.State lost = new Slot.State(new Position(50), "lost", null, false);
        Slot.State invalid = new Slot.State(new Position(50), "reserved", "idle_timeout", false);

        assertThatThrownBy(() -> decide(null, APPLIED, true)).isInstanceOf(Gap.class);
        assertThatThrownBy(() -> decide(lost, APPLIED, true)).isInstanceOf(Gap.class);
        assertThatThrownBy(() -> decide(invalid, APPLIED, true)).isInstanceOf(Gap.class);
        assertThatThrownBy(() -> decide(slot(101), APPLIED, true)).isInstanceOf(Gap.class);
    }

    @Test
    void stopsWhenPostgresEndsBeforeTheWatermarkOrIsAnotherOne() {
        assertThatThrownBy(() -> decide(slot(50), new Position(201), true))
                .isInstanceOf(Gap.class)
                .hasMessageContaining("restored to an earlier state");
        assertThatThrownBy(
                        () ->
                                GapCheck.decide(
                                        new GapCheck.Findings(
                                                slot(50), APPLIED, true, "1", "2", END)))
                .isInstanceOf(Gap.class)
                .hasMessageContaining("another one");
    }

    @Test
    void stopsWhenOnlyTheWatermarkIsMissing() {
        assertThatThrownBy(() -> decide(slot(50), null, true)).isInstanceOf(Gap.class);
    }

    private static GapCheck.Decision decide(
            Slot.State slot, Position watermark, boolean holdsTransactions) {
        return GapCheck.decide(
                new GapCheck.Findings(slot, watermark, holdsTransactions, "1", "1", END));
    }

    private static Slot.State slot(long confirmed) {
        return new Slot.State(new Position(confirmed), "reserved", null, false);
    }
}
