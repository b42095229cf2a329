package headwater.crm.contract;

import headwater.crm.account.AccountService;
import headwater.crm.contract.Contract.Parties;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.quote.Quote;
import headwater.crm.quote.QuoteService;
import headwater.crm.record.Drafting;
import headwater.crm.record.Drafts;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a new contract takes from the quote or the opportunity that it comes from. */
@Component
class ContractOrigin {
    private static final Set<Quote.State> AGREED =
            EnumSet.of(Quote.State.APPROVED, Quote.State.SENT, Quote.State.ACCEPTED);

    private final AccountService accounts;
    private final OpportunityService opportunities;
    private final QuoteService quotes;

    ContractOrigin(AccountService accounts, OpportunityService opportunities, QuoteService quotes) {
        this.accounts = accounts;
        this.opportunities = opportunities;
        this.quotes = quotes;
    }

    /** The quote that is named; null, with a violation added, when the viewer sees none. */
    @Nullable Quote quote(Viewer viewer, @Nullable RecordRef ref, Violations violations) {
        Long id = ref == null ? null : quotes.find(viewer, ref, violations, "quote");
        return id == null ? null : quotes.get(viewer, id);
    }

    /** The draft with what the quote says; the caller may repeat it, not change it. */
    ContractDraft complete(Drafting<Contract, ContractDraft> drafting) {
        ContractDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        Quote quote = quote(drafting.viewer(), draft.quote(), violations);
        if (quote == null) {
            return draft;
        }
        drafting.viewer().requireReadable(RecordType.QUOTE, "amount");
        drafting.keep(Quote.class, quote);
        if (!AGREED.contains(quote.state())) {
            violations.add(
                    Code.WRONG_STATE,
                    "The quote is %s; a contract is made from one that is %s."
                            .formatted(quote.state(), AGREED),
                    "quote");
        }
        violations.invalidIf(
                draft.amount() != null && draft.amount().compareTo(quote.value()) != 0,
                "The quote comes to %s; leave amount out.".formatted(quote.value()),
                "amount");
        violations.invalidIf(
                draft.currency() != null && !draft.currency().equals(quote.currency()),
                "The quote is in %s; leave currency out.".formatted(quote.currency()),
                "currency");
        Map<String, Object> taken = new HashMap<>();
        taken.put("amount", quote.value());
        taken.put("currency", quote.currency());
        return Drafts.<ContractDraft>setting(taken).apply().apply(draft);
    }

    /** With whom the contract is made; its owner is not known yet. */
    Parties parties(Drafting<Contract, ContractDraft> drafting, ContractDraft draft) {
        Viewer viewer = drafting.viewer();
        Violations violations = drafting.violations();
        Quote quote = drafting.kept(Quote.class);
        Long opportunity =
                quote == null
                        ? opportunities.find(viewer, draft.opportunity(), violations, "opportunity")
                        : Long.valueOf(quote.opportunityId());
        Long known = quote == null ? accountOf(viewer, opportunity) : quote.accountId();
        Long account =
                draft.account() == null
                        ? known
                        : accounts.find(viewer, draft.account(), violations, "account");
        if (draft.account() == null && account == null) {
            violations.add(Code.REQUIRED, "A contract needs its account.", "account");
        }
        violations.invalidIf(
                account != null && known != null && !Objects.equals(account, known),
                "What the contract comes from belongs to another account; leave account out.",
                "account");
        violations.invalidIf(
                quote != null
                        && draft.opportunity() != null
                        && !Objects.equals(
                                opportunities.find(
                                        viewer, draft.opportunity(), violations, "opportunity"),
                                opportunity),
                "The quote is for another opportunity; leave opportunity out.",
                "opportunity");
        return new Parties(
                account == null ? 0 : account, opportunity, quote == null ? null : quote.id(), 0);
    }

    /** The quote's owner, unless another is named; null when the caller's words decide. */
    @Nullable Long owner(Drafting<Contract, ContractDraft> drafting) {
        Quote quote = drafting.kept(Quote.class);
        if (quote == null || drafting.draft().owner() != null) {
            return null;
        }
        if (!drafting.viewer()
                .scope(RecordType.CONTRACT, Action.CREATE)
                .contains(quote.ownerId())) {
            drafting.violations()
                    .add(
                            Code.NOT_PERMITTED,
                            "Your roles do not let you make contracts of this owner's quotes.",
                            "quote");
        }
        return quote.ownerId();
    }

    private @Nullable Long accountOf(Viewer viewer, @Nullable Long opportunity) {
        return opportunity == null
                ? null
                : opportunities.byIds(viewer, Set.of(opportunity)).stream()
                        .findFirst()
                        .map(Opportunity::accountId)
                        .orElse(null);
    }
}
