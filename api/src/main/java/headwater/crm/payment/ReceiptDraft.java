package headwater.crm.payment;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a caller says of a receipt.
 *
 * @param account the contract's when null
 * @param currency the contract's when null, or else the company's
 * @param rate units of the contract's currency for one of the receipt's; only where they differ
 * @param owner the contract's when null, or else the account's
 */
public record ReceiptDraft(
        @Nullable RecordRef account,
        @Nullable RecordRef contract,
        BigDecimal amount,
        @Nullable String currency,
        @Nullable BigDecimal rate,
        LocalDate receivedOn,
        @Nullable String bankAccount,
        @Nullable String bankReference,
        @Nullable String payer,
        @Nullable String note,
        @Nullable RecordRef owner,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final BigDecimal MOST = BigDecimal.TEN.pow(16);

    static ReceiptDraft of(Receipt receipt) {
        return new ReceiptDraft(
                RecordRef.of(RecordType.ACCOUNT, receipt.accountId()),
                RecordRef.ofNullable(RecordType.CONTRACT, receipt.contractId()),
                receipt.sum().amount(),
                receipt.currency(),
                receipt.rate(),
                receipt.receivedOn(),
                receipt.bankAccount(),
                receipt.bankReference(),
                receipt.payer(),
                receipt.note(),
                RecordRef.of(RecordType.USER, receipt.ownerId()),
                receipt.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.invalidIf(
                amount.signum() <= 0
                        || amount.stripTrailingZeros().scale() > 2
                        || amount.compareTo(MOST) >= 0,
                "amount must be more than 0, with at most 2 decimals.",
                "amount");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                rate != null
                        && (rate.signum() <= 0
                                || rate.stripTrailingZeros().scale() > 10
                                || rate.precision() - rate.scale() > 10),
                "rate must be more than 0 and less than 10,000,000,000, with at most 10 decimals.",
                "rate");
        violations.limit(payer, "payer");
        violations.limit(note, "note");
        violations.limit(externalId, "externalId");
        if (bankReference != null && bankAccount == null) {
            violations.add(
                    Code.REQUIRED,
                    "A bankReference needs the bankAccount whose statement it is on.",
                    "bankAccount");
        }
        for (String text : new String[] {bankAccount, bankReference}) {
            violations.invalidIf(
                    text != null && (text.isBlank() || text.length() > 200),
                    "bankAccount and bankReference have 1 to 200 characters.",
                    "bankReference");
        }
    }
}
