package headwater.crm.quote;

import headwater.crm.company.Company;
import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * What a caller says of a quote.
 *
 * @param priceBook the default one when null
 * @param currency the opportunity's when null
 * @param validUntil 30 days from today when null
 * @param lines none when null
 */
public record QuoteDraft(
        RecordRef opportunity,
        @Nullable RecordRef priceBook,
        @Nullable String currency,
        @Nullable LocalDate validUntil,
        @Nullable String terms,
        @Nullable List<QuoteLineDraft> lines,
        @Nullable String idempotencyKey)
        implements Draft {
    private static final int MOST_LINES = 200;

    static QuoteDraft of(Quote quote) {
        return new QuoteDraft(
                RecordRef.of(RecordType.OPPORTUNITY, quote.opportunityId()),
                RecordRef.ofNullable(RecordType.PRICE_BOOK, quote.priceBookId()),
                quote.currency(),
                quote.validUntil(),
                quote.terms(),
                quote.lines().stream().map(QuoteLine::draft).toList(),
                null);
    }

    List<QuoteLineDraft> linesOrNone() {
        return lines == null ? List.of() : lines;
    }

    @Override
    public void validate(Violations violations) {
        violations.limit(terms, "terms");
        violations.invalidIf(
                currency != null && !Company.isCurrency(currency),
                "\"%s\" is no ISO 4217 currency such as CNY.".formatted(currency),
                "currency");
        violations.invalidIf(
                linesOrNone().size() > MOST_LINES, "lines: at most " + MOST_LINES + ".", "lines");
        for (int i = 0; i < linesOrNone().size(); i++) {
            linesOrNone().get(i).validate(violations, "lines", Integer.toString(i));
        }
    }
}
