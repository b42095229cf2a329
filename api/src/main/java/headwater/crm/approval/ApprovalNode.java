package headwater.crm.approval;

import headwater.crm.approval.ApprovalTask.State;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Some people who are asked side by side with the other nodes of the same step.
 *
 * @param above what must be exceeded for it to be asked; all of it
 */
public record ApprovalNode(
        long id,
        long flowId,
        int step,
        String name,
        Mode mode,
        Map<Measure, BigDecimal> above,
        List<Approver> approvers) {

    /** When it passes. */
    public enum Mode {
        ALL,
        ANY,
        SEQUENTIAL
    }

    /** What must be exceeded; equal is not enough. */
    public record Condition(Measure measure, BigDecimal above) {}

    /** In the order of the measures. */
    public List<Condition> conditions() {
        return above.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Condition(each.getKey(), each.getValue()))
                .toList();
    }

    /** Whether a record with such figures has to pass here. */
    boolean isAsked(Map<Measure, BigDecimal> values) {
        return above.entrySet().stream()
                .allMatch(
                        each ->
                                Objects.requireNonNullElse(
                                                        values.get(each.getKey()), BigDecimal.ZERO)
                                                .compareTo(each.getValue())
                                        > 0);
    }

    /** Whether it has passed with what its tasks of one round have come to. */
    boolean isPassed(List<ApprovalTask> tasks) {
        return mode == Mode.ANY
                ? tasks.stream().anyMatch(ApprovalTask::isApproved)
                : tasks.stream()
                        .filter(task -> task.state() != State.TRANSFERRED)
                        .allMatch(ApprovalTask::isApproved);
    }
}
