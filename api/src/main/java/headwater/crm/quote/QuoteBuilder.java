package headwater.crm.quote;

import headwater.crm.quote.Quote.State;
import headwater.crm.shared.Stamp;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The next state of a quote, part by part. */
final class QuoteBuilder {
    private final Quote before;
    private int revision;
    private State state;
    private LocalDate validUntil;
    private BigDecimal companyValue;
    private Stamp stamp;

    QuoteBuilder(Quote before) {
        this.before = before;
        this.revision = before.revision();
        this.state = before.state();
        this.validUntil = before.validUntil();
        this.companyValue = before.companyValue();
        this.stamp = before.stamp();
    }

    QuoteBuilder revision(int number) {
        revision = number;
        return this;
    }

    QuoteBuilder state(State next) {
        state = next;
        return this;
    }

    QuoteBuilder validUntil(LocalDate day) {
        validUntil = day;
        return this;
    }

    QuoteBuilder companyValue(BigDecimal value) {
        companyValue = value;
        return this;
    }

    QuoteBuilder stamp(Stamp fresh) {
        stamp = fresh;
        return this;
    }

    Quote build() {
        return new Quote(
                before.id(),
                before.number(),
                revision,
                before.opportunityId(),
                before.accountId(),
                before.contactId(),
                before.ownerId(),
                state,
                before.currency(),
                before.priceBookId(),
                validUntil,
                before.terms(),
                before.value(),
                companyValue,
                before.companyCurrency(),
                before.maxDiscountPercent(),
                before.lines(),
                before.submittedAt(),
                before.approvedAt(),
                before.sentAt(),
                before.closedAt(),
                before.closeReason(),
                stamp);
    }
}
