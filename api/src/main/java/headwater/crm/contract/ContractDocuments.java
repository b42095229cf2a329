package headwater.crm.contract;

import headwater.crm.contract.Contract.Term;
import headwater.crm.contract.Progress.State;
import headwater.crm.document.DocumentSource;
import headwater.crm.document.Language;
import headwater.crm.document.Parties;
import headwater.crm.document.Parties.Who;
import headwater.crm.permission.Viewer;
import headwater.crm.quote.Quote;
import headwater.crm.quote.QuoteDocuments;
import headwater.crm.quote.QuoteService;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What documents say of a contract, and of the quote that it was made from. */
@Component
class ContractDocuments implements DocumentSource {
    /** Those who have to agree read it as it will be signed. */
    private static final Set<State> SUBMITTED =
            EnumSet.of(
                    State.IN_APPROVAL,
                    State.APPROVED,
                    State.SIGNED,
                    State.IN_PERFORMANCE,
                    State.COMPLETED);

    private final ContractService contracts;
    private final QuoteService quotes;
    private final QuoteDocuments quoted;
    private final Parties parties;

    ContractDocuments(
            ContractService contracts,
            QuoteService quotes,
            QuoteDocuments quoted,
            Parties parties) {
        this.contracts = contracts;
        this.quotes = quotes;
        this.quoted = quoted;
        this.parties = parties;
    }

    @Override
    public RecordType type() {
        return RecordType.CONTRACT;
    }

    @Override
    public Set<String> texts() {
        Set<String> texts = new HashSet<>(Parties.TEXTS);
        texts.addAll(
                Set.of(
                        "number",
                        "title",
                        "startsOn",
                        "endsOn",
                        "signedOn",
                        "terms",
                        "currency",
                        "amount",
                        "amountInWords"));
        return texts;
    }

    @Override
    public Map<String, Set<String>> tables() {
        return Map.of(
                "lines",
                QuoteDocuments.LINE,
                "instalments",
                Set.of("position", "name", "due", "amount"));
    }

    @Override
    public List<String> fields() {
        return Stream.concat(
                        Stream.of(
                                "Contract.number",
                                "Contract.title",
                                "Contract.startsOn",
                                "Contract.endsOn",
                                "Contract.signedOn",
                                "Contract.terms",
                                "Contract.currency",
                                "Contract.amount",
                                "Contract.instalments",
                                "Quote.lines",
                                "Product.name"),
                        Parties.FIELDS.stream())
                .toList();
    }

    @Override
    public Content content(Viewer viewer, long id, Language language) {
        Contract contract = contracts.get(viewer, id);
        if (!SUBMITTED.contains(contract.state())) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "The contract is %s; a document is made of one that is %s."
                            .formatted(contract.state(), SUBMITTED),
                    "record");
        }
        Quote quote = contract.quoteId() == null ? null : quotes.get(viewer, contract.quoteId());
        var who =
                new Who(
                        contract.accountId(),
                        quote == null ? null : quote.contactId(),
                        contract.ownerId());
        List<RecordKey> records = new ArrayList<>(who.records());
        if (quote != null) {
            records.add(new RecordKey(RecordType.QUOTE, quote.id()));
        }
        Map<String, String> texts = new HashMap<>(parties.texts(viewer, who, language));
        texts.putAll(texts(contract, language));
        return new Content(
                contract.number(),
                contract.version(),
                records,
                texts,
                Map.of(
                        "lines",
                        quote == null ? List.of() : quoted.lines(viewer, quote, language),
                        "instalments",
                        instalments(contract, language)));
    }

    private static Map<String, String> texts(Contract contract, Language language) {
        Term term = contract.term();
        Worth worth = contract.worth();
        return Map.of(
                "number",
                contract.number(),
                "title",
                contract.title(),
                "startsOn",
                day(term.startsOn(), language),
                "endsOn",
                day(term.endsOn(), language),
                "signedOn",
                day(term.signedOn(), language),
                "terms",
                Objects.requireNonNullElse(contract.terms(), ""),
                "currency",
                worth.currency(),
                "amount",
                language.amount(worth.amount()),
                "amountInWords",
                language.amountInWords(worth.amount(), worth.currency()));
    }

    private static List<Map<String, String>> instalments(Contract contract, Language language) {
        return contract.instalments().stream()
                .map(
                        instalment ->
                                Map.of(
                                        "position",
                                        Integer.toString(instalment.position()),
                                        "name",
                                        instalment.name(),
                                        "due",
                                        due(instalment, language),
                                        "amount",
                                        language.amount(instalment.amount())))
                .toList();
    }

    /** Its day, or the milestone that it waits for and the days from there. */
    private static String due(Instalment instalment, Language language) {
        if (instalment.dueOn() != null) {
            return language.day(instalment.dueOn());
        }
        return "%s + %d %s"
                .formatted(
                        instalment.milestone(),
                        instalment.offsetDays(),
                        language == Language.ZH ? "天" : "days");
    }

    private static String day(@Nullable LocalDate day, Language language) {
        return day == null ? "" : language.day(day);
    }
}
