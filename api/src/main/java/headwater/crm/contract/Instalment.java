package headwater.crm.contract;

import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One payment of a contract's plan; amounts are in the contract's currency.
 *
 * @param id 0 for a new one
 * @param position from 1
 * @param dueOn of a milestone, null until it is reached
 * @param offsetDays from the milestone to the due date
 * @param paid what confirmed receipts were allocated to it
 */
public record Instalment(
        long id,
        int position,
        String name,
        Trigger trigger,
        @Nullable LocalDate dueOn,
        @Nullable String milestone,
        int offsetDays,
        BigDecimal amount,
        BigDecimal waived,
        @Nullable String waiveReason,
        BigDecimal paid)
        implements Identified {

    /** What makes it due. */
    public enum Trigger {
        DATE,
        MILESTONE
    }

    /** How much of it is there. */
    public enum Status {
        PENDING,
        PARTIAL,
        PAID,
        WAIVED
    }

    public BigDecimal open() {
        return amount.subtract(waived).subtract(paid);
    }

    public Status status() {
        if (open().signum() <= 0) {
            return paid.signum() > 0 ? Status.PAID : Status.WAIVED;
        }
        return paid.signum() > 0 ? Status.PARTIAL : Status.PENDING;
    }

    public boolean isOverdue(LocalDate today) {
        return dueOn != null && dueOn.isBefore(today) && open().signum() > 0;
    }

    /** Paid or waived at least in part. */
    boolean isTouched() {
        return paid.signum() > 0 || waived.signum() > 0;
    }

    Instalment plusPaid(BigDecimal more) {
        return with(dueOn, waived, waiveReason, paid.add(more));
    }

    Instalment plusWaived(BigDecimal more, String reason) {
        return with(dueOn, waived.add(more), reason, paid);
    }

    Instalment reached(LocalDate day) {
        return with(day.plusDays(offsetDays), waived, waiveReason, paid);
    }

    InstalmentDraft draft() {
        return new InstalmentDraft(
                RecordType.INSTALMENT.encode(id),
                name,
                trigger,
                trigger == Trigger.DATE ? dueOn : null,
                milestone,
                offsetDays,
                amount);
    }

    private Instalment with(
            @Nullable LocalDate due,
            BigDecimal nowWaived,
            @Nullable String reason,
            BigDecimal nowPaid) {
        return new Instalment(
                id,
                position,
                name,
                trigger,
                due,
                milestone,
                offsetDays,
                amount,
                nowWaived,
                reason,
                nowPaid);
    }
}
