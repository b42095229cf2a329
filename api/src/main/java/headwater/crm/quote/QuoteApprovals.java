package headwater.crm.quote;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.approval.Approvable;
import headwater.crm.approval.Measure;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.quote.Quote.State;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What approvals know of quotes and do to them, whoever decides. */
@Component
class QuoteApprovals implements Approvable {
    private final QuoteRepository repository;
    private final AccountService accounts;
    private final CompanyService company;
    private final BusinessTime time;

    QuoteApprovals(
            QuoteRepository repository,
            AccountService accounts,
            CompanyService company,
            BusinessTime time) {
        this.repository = repository;
        this.accounts = accounts;
        this.company = company;
        this.time = time;
    }

    @Override
    public RecordType type() {
        return RecordType.QUOTE;
    }

    @Override
    public String title(Viewer viewer, long id) {
        Quote quote = get(viewer, id);
        return quote.number()
                + " "
                + accounts.byIds(viewer.asSystem(), Set.of(quote.accountId())).stream()
                        .findFirst()
                        .map(Account::name)
                        .orElse("");
    }

    @Override
    public Set<Measure> measures() {
        return Set.of(Measure.AMOUNT, Measure.DISCOUNT, Measure.DISCOUNT_OVER_LIMIT);
    }

    @Override
    public Map<Measure, BigDecimal> values(Viewer viewer, long id) {
        Quote quote = get(viewer, id);
        BigDecimal discount = quote.maxDiscountPercent();
        BigDecimal limit = company.company().maxLineDiscountPercent();
        return Map.of(
                Measure.AMOUNT,
                quote.companyValue(),
                Measure.DISCOUNT,
                discount,
                Measure.DISCOUNT_OVER_LIMIT,
                limit == null ? BigDecimal.ZERO : discount.subtract(limit).max(BigDecimal.ZERO));
    }

    @Override
    public void lock(Viewer viewer, long id) {
        repository.locked(viewer.asSystem(), id);
    }

    @Override
    public void approved(Viewer viewer, long id) {
        move(viewer, id, State.APPROVED);
    }

    @Override
    public void refused(Viewer viewer, long id, String reason) {
        move(viewer, id, State.DRAFT);
    }

    private void move(Viewer viewer, long id, State to) {
        Quote quote = get(viewer, id);
        repository.move(viewer.asSystem(), quote, quote.version(), to, null, time.now());
    }

    private Quote get(Viewer viewer, long id) {
        return repository.byIds(viewer.asSystem(), Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.QUOTE.encode(id)));
    }
}
