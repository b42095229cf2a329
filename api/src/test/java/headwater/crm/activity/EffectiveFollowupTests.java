package headwater.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.activity.EffectiveFollowup.Contact;
import headwater.crm.activity.Interaction.Direction;
import headwater.crm.activity.Interaction.Kind;
import headwater.crm.activity.Interaction.Outcome;
import headwater.crm.permission.Door;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;

/** SPEC C1, what resets the follow-up clock. */
class EffectiveFollowupTests {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "CALL, OUTBOUND, CONNECTED, true",
        "CALL, INBOUND, CONNECTED, true",
        "CALL, OUTBOUND, NOT_CONNECTED, false",
        "CALL, OUTBOUND, , false",
        "VISIT, OUTBOUND, , true",
        "VISIT, INBOUND, HELD, true",
        "VISIT, OUTBOUND, CANCELLED, false",
        "MEETING, OUTBOUND, HELD, true",
        "MEETING, OUTBOUND, , false",
        "MEETING, OUTBOUND, CANCELLED, false",
        "MEETING, INTERNAL, HELD, false",
        "EMAIL, OUTBOUND, , true",
        "EMAIL, INBOUND, , false",
        "WECOM_MESSAGE, OUTBOUND, , true",
        "WECOM_MESSAGE, INBOUND, , false",
        "NOTE, INTERNAL, , false",
        "NOTE, OUTBOUND, , false"
    })
    void countsWhereCustomerAndCompanyHaveReachedEachOther(
            Kind kind, Direction direction, Outcome outcome, boolean effective) {
        assertThat(at(kind, direction, outcome, NOW)).isEqualTo(effective);
    }

    @Test
    void countsForADayAndNotBeforeItHasHappened() {
        Duration day = Duration.ofHours(24);

        assertThat(visit(NOW.minus(day))).isTrue();
        assertThat(visit(NOW.minus(day).minusNanos(1000))).isFalse();
        assertThat(visit(NOW)).isTrue();
        assertThat(visit(NOW.plusNanos(1000))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void countsThroughEveryDoorButTheImport(Door door) {
        var visit = new Contact(Kind.VISIT, Direction.OUTBOUND, null, NOW);

        assertThat(EffectiveFollowup.is(visit, NOW, door)).isEqualTo(door != Door.IMPORT);
    }

    private static boolean visit(Instant happenedAt) {
        return at(Kind.VISIT, Direction.OUTBOUND, null, happenedAt);
    }

    private static boolean at(Kind kind, Direction direction, Outcome outcome, Instant happenedAt) {
        return EffectiveFollowup.is(
                new Contact(kind, direction, outcome, happenedAt), NOW, Door.UI);
    }
}
