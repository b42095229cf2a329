package headwater.crm.lead;

import headwater.crm.account.Account.Grade;
import headwater.crm.pool.Holding;
import headwater.crm.record.OfCustomer;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody who may become a customer, and how far that may go.
 *
 * @param name of the person or of the enquiry
 * @param sourceId where it first came from; never changes, nor does the campaign
 */
public record Lead(
        long id,
        String name,
        @Nullable String company,
        @Nullable String title,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String industry,
        @Nullable String region,
        @Nullable Grade grade,
        @Nullable String note,
        @Nullable Long sourceId,
        @Nullable Long campaignId,
        Stage stage,
        Instant stageEnteredAt,
        @Nullable String disqualifiedReason,
        Holding holding,
        @Nullable Conversion conversion,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped, OfCustomer {

    /** How far it has come, in this order. */
    public enum Stage {
        NEW,
        CONTACTED,
        MQL,
        SQL,
        CONVERTED,
        DISQUALIFIED
    }

    /** What it became. */
    public record Conversion(
            Instant at, long accountId, @Nullable Long contactId, @Nullable Long opportunityId) {}

    public @Nullable Long ownerId() {
        return holding.ownerId();
    }

    public @Nullable Long poolId() {
        return holding.poolId();
    }

    public @Nullable Instant ownedSince() {
        return holding.ownedSince();
    }

    public @Nullable Instant pooledAt() {
        return holding.pooledAt();
    }

    public @Nullable Instant lastEffectiveFollowupAt() {
        return holding.lastEffectiveFollowupAt();
    }

    public @Nullable Instant recycleDueAt() {
        return holding.recycleDueAt();
    }

    public @Nullable Instant lockedUntil() {
        return holding.lockedUntil();
    }

    public @Nullable Instant convertedAt() {
        return conversion == null ? null : conversion.at();
    }

    public @Nullable Long convertedAccountId() {
        return conversion == null ? null : conversion.accountId();
    }

    public @Nullable Long convertedContactId() {
        return conversion == null ? null : conversion.contactId();
    }

    public @Nullable Long convertedOpportunityId() {
        return conversion == null ? null : conversion.opportunityId();
    }

    boolean isOpen() {
        return stage != Stage.CONVERTED && stage != Stage.DISQUALIFIED;
    }

    /** A move between open stages, or back from being disqualified; backward needs a reason. */
    Lead movedTo(Stage next, Instant at, @Nullable String reason, Violations violations) {
        checkWorkable(violations);
        if (next == Stage.CONVERTED || next == Stage.DISQUALIFIED) {
            violations.add(
                    Code.INVALID,
                    "%s is an end; use %s."
                            .formatted(
                                    next,
                                    next == Stage.CONVERTED ? "convertLead" : "disqualifyLead"),
                    "stage");
        }
        if (next == stage) {
            violations.add(
                    Code.WRONG_STATE, "The lead stands in %s already.".formatted(stage), "stage");
        }
        if (next.compareTo(stage) < 0 && (reason == null || reason.isBlank())) {
            violations.add(Code.REQUIRED, "A move backward needs a reason.", "reason");
        }
        return in(next, at, null);
    }

    /** Somebody has talked to it for the first time. */
    Lead contacted(Instant at) {
        return in(Stage.CONTACTED, at.isBefore(stageEnteredAt) ? stageEnteredAt : at, null);
    }

    /** Nothing will come of it. */
    Lead disqualified(Instant at, String reason, Violations violations) {
        checkWorkable(violations);
        if (stage == Stage.DISQUALIFIED) {
            violations.add(Code.WRONG_STATE, "The lead is disqualified already.");
        }
        violations.requireText(reason, "reason");
        return in(Stage.DISQUALIFIED, at, reason);
    }

    Lead convertedTo(Conversion became) {
        Lead moved = in(Stage.CONVERTED, became.at(), null);
        return moved.with(moved.holding, became);
    }

    Lead heldAs(Holding other) {
        return with(other, conversion);
    }

    /**
     * What has become a customer stays as it was, and what lies in a pool is nobody's to work on.
     */
    void checkWorkable(Violations violations) {
        if (stage == Stage.CONVERTED) {
            violations.add(Code.WRONG_STATE, "The lead has become a customer and stays as it was.");
        }
        if (holding.poolId() != null) {
            violations.add(Code.WRONG_STATE, "The lead lies in a pool; claim it first.");
        }
    }

    private Lead in(Stage next, Instant at, @Nullable String reason) {
        return new Lead(
                id,
                name,
                company,
                title,
                email,
                phone,
                website,
                industry,
                region,
                grade,
                note,
                sourceId,
                campaignId,
                next,
                at,
                reason,
                holding,
                conversion,
                externalId,
                stamp);
    }

    private Lead with(Holding other, @Nullable Conversion became) {
        return new Lead(
                id,
                name,
                company,
                title,
                email,
                phone,
                website,
                industry,
                region,
                grade,
                note,
                sourceId,
                campaignId,
                stage,
                stageEnteredAt,
                disqualifiedReason,
                other,
                became,
                externalId,
                stamp);
    }

    /** The one that it became. */
    @Override
    public @Nullable Long customerId() {
        return convertedAccountId();
    }
}
