package headwater.crm.activity;

import headwater.crm.activity.Interaction.Direction;
import headwater.crm.activity.Interaction.Kind;
import headwater.crm.activity.Interaction.Outcome;
import headwater.crm.permission.Door;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides what counts as following up: we have reached the customer, or he us, within the last 24
 * hours. What is written down later is remembered, but turns no clock back.
 */
final class EffectiveFollowup {
    static final Duration WRITTEN_WITHIN = Duration.ofHours(24);

    private EffectiveFollowup() {}

    /** What happened; whose doing it was has been looked at. */
    record Contact(Kind kind, Direction direction, @Nullable Outcome outcome, Instant at) {}

    static boolean is(Contact contact, Instant now, Door door) {
        return door != Door.IMPORT
                && !contact.at().isAfter(now)
                && !contact.at().isBefore(now.minus(WRITTEN_WITHIN))
                && reaches(contact);
    }

    /** Whether we have reached the customer, or he us, whenever that was. */
    static boolean reaches(Contact contact) {
        if (contact.direction() == Direction.INTERNAL) {
            return false;
        }
        return switch (contact.kind()) {
            case CALL -> contact.outcome() == Outcome.CONNECTED;
            case VISIT -> contact.outcome() != Outcome.CANCELLED;
            case MEETING -> contact.outcome() == Outcome.HELD;
            case EMAIL, WECOM_MESSAGE -> contact.direction() == Direction.OUTBOUND;
            case NOTE -> false;
        };
    }
}
