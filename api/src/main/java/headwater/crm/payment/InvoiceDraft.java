package headwater.crm.payment;

import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a caller says of an invoice.
 *
 * @param amount in the contract's currency
 * @param buyer the account's name when null
 * @param taxNumber the account's unified social credit code when null
 * @param issuedOn today when null
 * @param owner the contract's when null
 */
public record InvoiceDraft(
        RecordRef contract,
        String number,
        BigDecimal amount,
        @Nullable String buyer,
        @Nullable String taxNumber,
        @Nullable LocalDate issuedOn,
        @Nullable String note,
        @Nullable RecordRef owner,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static InvoiceDraft of(Invoice invoice) {
        return new InvoiceDraft(
                RecordRef.of(RecordType.CONTRACT, invoice.contractId()),
                invoice.number(),
                invoice.worth().amount(),
                invoice.buyer(),
                invoice.taxNumber(),
                invoice.issuedOn(),
                invoice.note(),
                RecordRef.of(RecordType.USER, invoice.ownerId()),
                invoice.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(number, "number");
        violations.limit(buyer, "buyer");
        violations.limit(taxNumber, "taxNumber");
        violations.limit(note, "note");
        violations.limit(externalId, "externalId");
        violations.invalidIf(
                amount.signum() <= 0
                        || amount.stripTrailingZeros().scale() > 2
                        || amount.compareTo(BigDecimal.TEN.pow(16)) >= 0,
                "amount must be more than 0, with at most 2 decimals.",
                "amount");
        violations.invalidIf(buyer != null && buyer.isBlank(), "buyer must not be blank.", "buyer");
    }
}
