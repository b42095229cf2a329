package headwater.crm.activity;

import headwater.crm.activity.Interaction.Channel;
import headwater.crm.activity.Interaction.Direction;
import headwater.crm.activity.Interaction.Kind;
import headwater.crm.activity.Interaction.Outcome;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a caller says of an interaction.
 *
 * @param happenedAt now when null
 * @param actor the caller himself when null
 */
public record InteractionDraft(
        Kind kind,
        @Nullable Direction direction,
        String subject,
        @Nullable String content,
        @Nullable Instant happenedAt,
        @Nullable Integer durationSeconds,
        @Nullable Outcome outcome,
        @Nullable Channel channel,
        @Nullable RecordRef actor,
        @Nullable RecordRef account,
        @Nullable RecordRef contact,
        @Nullable RecordRef opportunity,
        @Nullable RecordRef lead,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {

    /** Outcomes that a kind of interaction can have. */
    private static Set<Outcome> outcomes(Kind kind) {
        return switch (kind) {
            case CALL -> Set.of(Outcome.CONNECTED, Outcome.NOT_CONNECTED);
            case VISIT, MEETING -> Set.of(Outcome.HELD, Outcome.CANCELLED);
            case EMAIL, WECOM_MESSAGE, NOTE -> Set.of();
        };
    }

    Direction directionOrUsual() {
        if (direction != null) {
            return direction;
        }
        return kind == Kind.NOTE ? Direction.INTERNAL : Direction.OUTBOUND;
    }

    /** What it hangs on; one, if it is valid. */
    Map<RecordType, RecordRef> places() {
        Map<RecordType, RecordRef> places = new EnumMap<>(RecordType.class);
        put(places, RecordType.ACCOUNT, account);
        put(places, RecordType.CONTACT, contact);
        put(places, RecordType.OPPORTUNITY, opportunity);
        put(places, RecordType.LEAD, lead);
        return places;
    }

    private static void put(
            Map<RecordType, RecordRef> places, RecordType type, @Nullable RecordRef ref) {
        if (ref != null) {
            places.put(type, ref);
        }
    }

    /** Adds what is wrong with the draft taken by itself. */
    void validate(Instant now, Violations violations) {
        violations.requireText(subject, "subject");
        violations.limit(content, "content");
        violations.limit(externalId, "externalId");
        violations.invalidIf(
                happenedAt != null && happenedAt.isAfter(now),
                "What lies in the future has not happened yet.",
                "happenedAt");
        violations.invalidIf(
                durationSeconds != null && durationSeconds < 0,
                "durationSeconds must be at least 0, but is %d.".formatted(durationSeconds),
                "durationSeconds");
        violations.invalidIf(
                outcome != null && !outcomes(kind).contains(outcome),
                "A %s does not end as %s; it can end as %s."
                        .formatted(kind, outcome, outcomes(kind).stream().sorted().toList()),
                "outcome");
        int many = places().size();
        if (many != 1) {
            violations.add(
                    many == 0 ? Code.REQUIRED : Code.INVALID,
                    "An interaction hangs on exactly one of account, contact, opportunity and lead, not on %d."
                            .formatted(many));
        }
    }
}
