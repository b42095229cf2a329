package headwater.crm.quote;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.NumberSeries;
import headwater.crm.persistence.Writes;
import headwater.crm.pricebook.PriceBookService;
import headwater.crm.pricebook.PriceService.Terms;
import headwater.crm.quote.Quote.State;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Shareable;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Quotes as long as they are drafts; {@link QuoteStateService} takes them further. */
@Service
public class QuoteService extends RecordService<Quote, QuoteDraft> implements Shareable {
    static final int DAYS_VALID = 30;

    private static final BigDecimal MOST = BigDecimal.TEN.pow(16);

    private final QuoteRepository repository;
    private final OpportunityService opportunities;
    private final PriceBookService books;
    private final QuotePricing pricing;
    private final CompanyService company;
    private final NumberSeries numbers;

    QuoteService(
            QuoteRepository repository,
            OpportunityService opportunities,
            PriceBookService books,
            QuotePricing pricing,
            CompanyService company,
            NumberSeries numbers,
            Writes writes) {
        super(RecordType.QUOTE, QuoteDraft.class, repository, writes);
        this.repository = repository;
        this.opportunities = opportunities;
        this.books = books;
        this.pricing = pricing;
        this.company = company;
        this.numbers = numbers;
    }

    @Override
    public @Nullable Long owner(Viewer viewer, Action action, long id) {
        return repository.owner(viewer, action, id);
    }

    @Override
    protected QuoteDraft draftOf(Quote quote) {
        return QuoteDraft.of(quote);
    }

    @Override
    protected Quote drafted(Drafting<Quote, QuoteDraft> drafting) {
        QuoteDraft draft = drafting.draft();
        Quote before = drafting.before();
        Violations violations = drafting.violations();
        Company settings = company.company();
        LocalDate today = settings.dayOf(writes.time().now());
        if (before != null) {
            before.requireState(violations, "a change", State.DRAFT);
        }
        Opportunity opportunity = opportunity(drafting);
        String currency = currency(draft, before, opportunity, settings);
        Long book =
                drafting.find(
                        draft.priceBook(),
                        RecordType.PRICE_BOOK,
                        before == null ? null : before.priceBookId(),
                        books::find,
                        "priceBook");
        List<QuoteLine> lines = lines(drafting, opportunity, new Terms(today, book, currency));
        BigDecimal total = Quote.total(lines);
        violations.invalidIf(
                total.compareTo(MOST) >= 0, "The lines come to more than can be kept.", "lines");
        LocalDate validUntil =
                Objects.requireNonNullElse(draft.validUntil(), today.plusDays(DAYS_VALID));
        violations.invalidIf(
                before == null && validUntil.isBefore(today),
                "validUntil must not be before today, " + today + ".",
                "validUntil");
        violations.refuse();
        Opportunity sold = Violations.present(opportunity);
        return new Quote(
                drafting.id(),
                before == null
                        ? numbers.next(drafting.viewer(), "Q", today.getYear())
                        : before.number(),
                before == null ? 1 : before.revision(),
                sold.id(),
                before == null ? sold.accountId() : before.accountId(),
                before == null ? sold.contactId() : before.contactId(),
                before == null ? sold.ownerId() : before.ownerId(),
                State.DRAFT,
                currency,
                book,
                validUntil,
                draft.terms(),
                total,
                Violations.present(company.inCompanyCurrency(settings, total, currency, today)),
                settings.currency(),
                Quote.largestDiscount(lines),
                lines,
                null,
                null,
                null,
                null,
                null,
                drafting.stamp());
    }

    /** The one that the quote is for; a quote keeps it. */
    private @Nullable Opportunity opportunity(Drafting<Quote, QuoteDraft> drafting) {
        Viewer viewer = drafting.viewer();
        Quote before = drafting.before();
        Long id =
                drafting.find(
                        drafting.draft().opportunity(),
                        RecordType.OPPORTUNITY,
                        before == null ? null : before.opportunityId(),
                        opportunities::find,
                        "opportunity");
        Opportunity found =
                id == null
                        ? null
                        : opportunities.byIds(viewer, Set.of(id)).stream().findFirst().orElse(null);
        if (id != null && found == null) {
            drafting.violations()
                    .add(
                            Code.REFERENCE_NOT_FOUND,
                            "You may not see the quote's opportunity.",
                            "opportunity");
        }
        if (before == null
                && found != null
                && !viewer.scope(RecordType.QUOTE, Action.CREATE).contains(found.ownerId())) {
            drafting.violations()
                    .add(
                            Code.NOT_PERMITTED,
                            "Your roles do not let you make quotes for this owner's opportunities.",
                            "opportunity");
        }
        return found;
    }

    private static String currency(
            QuoteDraft draft,
            @Nullable Quote before,
            @Nullable Opportunity opportunity,
            Company settings) {
        if (draft.currency() != null) {
            return draft.currency();
        }
        if (before != null) {
            return before.currency();
        }
        return opportunity == null ? settings.currency() : opportunity.currency();
    }

    /**
     * Priced anew if they are given anew; otherwise as they were. A new quote takes the
     * opportunity's, unless it is given others.
     */
    private List<QuoteLine> lines(
            Drafting<Quote, QuoteDraft> drafting, @Nullable Opportunity opportunity, Terms terms) {
        Quote before = drafting.before();
        if (before == null
                || !drafting.draft().linesOrNone().equals(draftOf(before).linesOrNone())) {
            return pricing.resolve(
                    drafting.viewer(),
                    drafting.draft().lines() == null && opportunity != null
                            ? linesOf(drafting.viewer(), opportunity, terms)
                            : drafting.draft().linesOrNone(),
                    terms,
                    drafting.violations());
        }
        boolean sameTerms =
                before.currency().equals(terms.currency())
                        && Objects.equals(before.priceBookId(), terms.priceBookId());
        if (!sameTerms && !before.lines().isEmpty()) {
            drafting.violations()
                    .add(
                            Code.REQUIRED,
                            "With another currency or price book, give the lines anew, without the prices that shall change.",
                            "lines");
        }
        return before.lines();
    }

    /** At their prices, unless those are in another currency. */
    private List<QuoteLineDraft> linesOf(Viewer viewer, Opportunity opportunity, Terms terms) {
        boolean sameCurrency = opportunity.currency().equals(terms.currency());
        return opportunities.lines(viewer, Set.of(opportunity.id())).stream()
                .map(
                        line ->
                                new QuoteLineDraft(
                                        RecordRef.of(RecordType.PRODUCT, line.productId()),
                                        null,
                                        line.quantity(),
                                        sameCurrency ? line.unitPrice() : null,
                                        line.discountPercent()))
                .toList();
    }

    /** Only a draft goes to the recycle bin; what was sent is kept. */
    @Override
    public Quote delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.QUOTE, Action.DELETE);
        var violations = new Violations();
        get(viewer, id).requireState(violations, "the recycle bin", State.DRAFT);
        violations.refuse();
        return super.delete(viewer, id, expectedVersion);
    }
}
