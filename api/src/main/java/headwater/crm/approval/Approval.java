package headwater.crm.approval;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One time that a record was submitted.
 *
 * @param subject the record's number and customer, as they were
 * @param ownerId who submitted it
 * @param step that is open, or was the last
 * @param round one more each time that it went back to an earlier step
 * @param measured what conditions are decided by, as it was on submission
 * @param reason why it ended otherwise than approved
 */
public record Approval(
        long id,
        long flowId,
        RecordKey about,
        String subject,
        long ownerId,
        State state,
        int step,
        int round,
        Map<Measure, BigDecimal> measured,
        @Nullable Instant endedAt,
        @Nullable String reason,
        Stamp stamp)
        implements Stamped {

    /** How it stands. */
    public enum State {
        RUNNING,
        APPROVED,
        REJECTED,
        RETURNED,
        WITHDRAWN,
        CANCELLED
    }

    /** A figure that conditions were decided by. */
    public record Value(Measure measure, BigDecimal value) {}

    /** Typed id of the record that was submitted. */
    public String aboutId() {
        return about.toString();
    }

    /** In the order of the measures. */
    public List<Value> values() {
        return measured.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Value(each.getKey(), each.getValue()))
                .toList();
    }

    Approval at(int newStep, int newRound) {
        return new Approval(
                id, flowId, about, subject, ownerId, state, newStep, newRound, measured, endedAt,
                reason, stamp);
    }

    Approval ended(State as, @Nullable String why, Instant at) {
        return new Approval(
                id, flowId, about, subject, ownerId, as, step, round, measured, at, why, stamp);
    }
}
