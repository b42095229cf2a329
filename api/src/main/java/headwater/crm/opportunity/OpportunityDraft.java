package headwater.crm.opportunity;

import headwater.crm.company.Company;
import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a caller says of an opportunity.
 *
 * @param owner the caller himself when null
 * @param pipeline the default one when null
 * @param stage the pipeline's first when null
 * @param amount the sum of the lines when null
 * @param currency the company's when null
 * @param probability the stage's when null
 * @param forecastCategory the stage's when null
 * @param lines null for none, or to keep those that are there
 * @param createdAt now when null; else needs record.backdate
 */
public record OpportunityDraft(
        String name,
        @Nullable RecordRef account,
        @Nullable RecordRef contact,
        @Nullable RecordRef owner,
        @Nullable RecordRef pipeline,
        @Nullable RecordRef stage,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable LocalDate closeOn,
        @Nullable Integer probability,
        @Nullable ForecastCategory forecastCategory,
        @Nullable List<LineDraft> lines,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {
    private static final int MAX_LINES = 200;

    public static OpportunityDraft of(Opportunity before) {
        return new OpportunityDraft(
                before.name(),
                RecordRef.ofNullable(RecordType.ACCOUNT, before.accountId()),
                RecordRef.ofNullable(RecordType.CONTACT, before.contactId()),
                RecordRef.of(RecordType.USER, before.ownerId()),
                RecordRef.of(RecordType.PIPELINE, before.pipelineId()),
                RecordRef.of(RecordType.STAGE, before.stageId()),
                before.value(),
                before.currency(),
                before.closeOn(),
                before.probabilitySource() == ProbabilitySource.STAGE
                        ? null
                        : Integer.valueOf(before.probability()),
                before.forecastCategory(),
                null,
                before.createdAt(),
                before.externalId(),
                null);
    }

    void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                amount != null && (amount.signum() < 0 || amount.scale() > 2),
                "amount must be at least 0, with at most 2 decimals.",
                "amount");
        violations.invalidIf(
                amount != null && amount.precision() - amount.scale() > 16,
                "amount must have at most 16 digits before the point.",
                "amount");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                probability != null && (probability < 0 || probability > 100),
                "probability must be 0 to 100.",
                "probability");
        if (lines != null) {
            violations.invalidIf(
                    lines.size() > MAX_LINES, "lines: at most " + MAX_LINES + ".", "lines");
            for (int i = 0; i < lines.size(); i++) {
                lines.get(i).validate(violations, "lines", Integer.toString(i));
            }
        }
    }
}
