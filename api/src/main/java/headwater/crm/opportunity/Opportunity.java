package headwater.crm.opportunity;

import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Money;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A chance to sell, and what may become of it: the rules hold for every caller, import included.
 *
 * @param value amount in {@code currency}, null when unknown
 * @param companyValue the same in the company's currency at the dated rate, fixed when written
 * @param closeOn expected close date; once closed, the day of closing in the company's zone
 * @param closedAt business instant; null while open
 * @param pending a move that waits for an approval; only while open
 * @param lastChangeSequence sequence of the newest row of opportunity_change
 */
public record Opportunity(
        long id,
        String name,
        @Nullable Long accountId,
        @Nullable Long contactId,
        long ownerId,
        long pipelineId,
        long stageId,
        Category stageCategory,
        Instant stageEnteredAt,
        int probability,
        ProbabilitySource probabilitySource,
        ForecastCategory forecastCategory,
        @Nullable BigDecimal value,
        String currency,
        @Nullable BigDecimal companyValue,
        String companyCurrency,
        @Nullable LocalDate closeOn,
        @Nullable Instant closedAt,
        @Nullable String lostReason,
        @Nullable Long competitorId,
        @Nullable Pending pending,
        int lastChangeSequence,
        Instant lastChangeAt,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    public @Nullable Money amount() {
        return Money.of(value, currency);
    }

    public @Nullable Money companyAmount() {
        return Money.of(companyValue, companyCurrency);
    }

    /** Where it goes once an approval has agreed. */
    public @Nullable Long pendingStageId() {
        return pending == null ? null : pending.stageId();
    }

    boolean isOpen() {
        return stageCategory == Category.OPEN;
    }

    /** A move to another open stage; backward needs a reason. */
    Opportunity movedTo(
            Stage stage,
            Pipeline pipeline,
            Instant at,
            @Nullable String reason,
            Violations violations) {
        checkOpen(violations);
        checkNothingPending("moving", violations);
        checkOrder(at, violations);
        if (stage.category() != Category.OPEN) {
            violations.add(
                    Code.INVALID,
                    "Stage \"%s\" is an end; use closeOpportunity.".formatted(stage.name()),
                    "stage");
        }
        if (stage.id() == stageId) {
            violations.add(
                    Code.WRONG_STATE,
                    "The opportunity stands in stage \"%s\" already.".formatted(stage.name()),
                    "stage");
        }
        boolean backward =
                pipeline.stage(stageId)
                        .filter(current -> current.ordinal() > stage.ordinal())
                        .isPresent();
        if (backward && (reason == null || reason.isBlank())) {
            violations.add(Code.REQUIRED, "A move backward needs a reason.", "reason");
        }
        var next = new OpportunityBuilder(this).entering(stage, at);
        if (probabilitySource == ProbabilitySource.MANUAL) {
            next.probability = probability;
            next.probabilitySource = ProbabilitySource.MANUAL;
        }
        return next.build();
    }

    /**
     * The end. Won needs an amount, lost a reason.
     *
     * @param day day of the instant in the company's zone
     */
    Opportunity closedAs(
            Stage end,
            Instant at,
            LocalDate day,
            @Nullable BigDecimal finalValue,
            @Nullable BigDecimal finalCompanyValue,
            @Nullable String reason,
            @Nullable Long competitor,
            Violations violations) {
        checkOpen(violations);
        checkNothingPending("closing", violations);
        checkOrder(at, violations);
        if (end.category() == Category.WON && finalValue == null) {
            violations.add(Code.REQUIRED, "A won opportunity needs an amount.", "amount");
        }
        if (end.category() == Category.LOST && (reason == null || reason.isBlank())) {
            violations.add(Code.REQUIRED, "A lost opportunity needs a reason.", "lostReason");
        }
        violations.invalidIf(
                finalValue != null && finalValue.signum() < 0,
                "amount must not be negative.",
                "amount");
        var next = new OpportunityBuilder(this).entering(end, at);
        next.value = finalValue;
        next.companyValue = finalCompanyValue;
        next.closeOn = day;
        next.closedAt = at;
        next.lostReason = end.category() == Category.LOST ? reason : null;
        next.competitorId = competitor;
        return next.build();
    }

    /** The same, with another move that waits, or none. */
    Opportunity waitingFor(@Nullable Pending move) {
        var next = new OpportunityBuilder(this);
        next.pending = move;
        return next.build();
    }

    /** Open again, with a renewed close date. */
    Opportunity reopenedIn(
            Stage stage, Instant at, LocalDate day, LocalDate newCloseOn, Violations violations) {
        if (isOpen()) {
            violations.add(Code.WRONG_STATE, "The opportunity is open.");
        }
        checkOrder(at, violations);
        violations.invalidIf(
                newCloseOn.isBefore(day),
                "closeOn must not lie before the reopening, %s.".formatted(day),
                "closeOn");
        var next = new OpportunityBuilder(this).entering(stage, at);
        next.closeOn = newCloseOn;
        next.closedAt = null;
        next.lostReason = null;
        next.competitorId = null;
        return next.build();
    }

    /** The sequence and instant of the next row of opportunity_change. */
    Opportunity changed(Instant at) {
        var next = new OpportunityBuilder(this);
        next.lastChangeSequence = lastChangeSequence + 1;
        next.lastChangeAt = at;
        return next.build();
    }

    /** Business instants never run backward within one opportunity. */
    void checkOrder(Instant at, Violations violations) {
        violations.invalidIf(
                at.isBefore(lastChangeAt),
                "at must not lie before the last change, %s.".formatted(lastChangeAt),
                "at");
    }

    private void checkOpen(Violations violations) {
        if (!isOpen()) {
            violations.add(
                    Code.WRONG_STATE,
                    "The opportunity is closed as %s; reopen it first.".formatted(stageCategory));
        }
    }

    void checkNothingPending(String what, Violations violations) {
        if (pending != null) {
            violations.add(
                    Code.WRONG_STATE,
                    "Its move to another stage waits for an approval; withdrawStageMove comes before %s."
                            .formatted(what),
                    "id");
        }
    }

    @Override
    public @Nullable Long customerId() {
        return accountId;
    }
}
