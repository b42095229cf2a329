package headwater.crm.finance;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a caller says of a voucher.
 *
 * @param books RECEIPT_CONFIRMED when null
 * @param documentVersion 1 when null
 * @param currency the company's when null
 * @param owner the caller himself when null
 */
public record VoucherDraft(
        String number,
        FinanceEvent.@Nullable Kind books,
        @Nullable String documentNumber,
        @Nullable Integer documentVersion,
        LocalDate postedOn,
        BigDecimal amount,
        @Nullable String currency,
        @Nullable String note,
        @Nullable RecordRef owner,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static VoucherDraft of(Voucher voucher) {
        return new VoucherDraft(
                voucher.number(),
                voucher.books(),
                voucher.documentNumber(),
                voucher.documentVersion(),
                voucher.postedOn(),
                voucher.value(),
                voucher.currency(),
                voucher.note(),
                RecordRef.of(RecordType.USER, voucher.ownerId()),
                voucher.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(number, "number");
        violations.limit(documentNumber, "documentNumber");
        violations.limit(note, "note");
        violations.limit(externalId, "externalId");
        violations.amount(amount, "amount");
        violations.invalidIf(
                amount.signum() == 0,
                "amount must be more than 0; a voucher in red books RECEIPT_REVERSED.",
                "amount");
        violations.invalidIf(
                documentVersion != null && documentVersion < 1,
                "documentVersion: 1 or more.",
                "documentVersion");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
    }
}
