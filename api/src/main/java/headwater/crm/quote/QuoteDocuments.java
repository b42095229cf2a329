package headwater.crm.quote;

import headwater.crm.document.DocumentSource;
import headwater.crm.document.Language;
import headwater.crm.document.Parties;
import headwater.crm.document.Parties.Who;
import headwater.crm.permission.Viewer;
import headwater.crm.product.Product;
import headwater.crm.product.ProductService;
import headwater.crm.quote.Quote.State;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What documents say of a quote that has been agreed to. */
@Component
public class QuoteDocuments implements DocumentSource {
    /** Columns of the table of lines. */
    public static final Set<String> LINE =
            Set.of(
                    "position",
                    "product",
                    "description",
                    "quantity",
                    "unitPrice",
                    "discount",
                    "amount");

    /** What leaves the house has passed its approval. */
    private static final Set<State> AGREED = EnumSet.of(State.APPROVED, State.SENT, State.ACCEPTED);

    private final QuoteService quotes;
    private final ProductService products;
    private final Parties parties;

    QuoteDocuments(QuoteService quotes, ProductService products, Parties parties) {
        this.quotes = quotes;
        this.products = products;
        this.parties = parties;
    }

    @Override
    public RecordType type() {
        return RecordType.QUOTE;
    }

    @Override
    public Set<String> texts() {
        Set<String> texts = new HashSet<>(Parties.TEXTS);
        texts.addAll(
                Set.of(
                        "number",
                        "revision",
                        "validUntil",
                        "terms",
                        "currency",
                        "amount",
                        "amountInWords"));
        return texts;
    }

    @Override
    public Map<String, Set<String>> tables() {
        return Map.of("lines", LINE);
    }

    @Override
    public List<String> fields() {
        return Stream.concat(
                        Stream.of(
                                "Quote.number",
                                "Quote.revision",
                                "Quote.validUntil",
                                "Quote.terms",
                                "Quote.currency",
                                "Quote.amount",
                                "Quote.lines",
                                "Product.name"),
                        Parties.FIELDS.stream())
                .toList();
    }

    @Override
    public Content content(Viewer viewer, long id, Language language) {
        Quote quote = quotes.get(viewer, id);
        if (!AGREED.contains(quote.state()) || quote.stamp().deletedAt() != null) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "The quote is %s; a document is made of one that is %s."
                            .formatted(quote.state(), AGREED),
                    "record");
        }
        if (quote.accountId() == null) {
            throw new Refused(Code.REQUIRED, "The quote is for no customer.", "record");
        }
        var who = new Who(quote.accountId(), quote.contactId(), quote.ownerId());
        Map<String, String> texts = new HashMap<>(parties.texts(viewer, who, language));
        texts.put("number", quote.number());
        texts.put("revision", Integer.toString(quote.revision()));
        texts.put("validUntil", language.day(quote.validUntil()));
        texts.put("terms", Objects.requireNonNullElse(quote.terms(), ""));
        texts.put("currency", quote.currency());
        texts.put("amount", language.amount(quote.value()));
        texts.put("amountInWords", language.amountInWords(quote.value(), quote.currency()));
        return new Content(
                quote.number() + "-" + quote.revision(),
                quote.version(),
                who.records(),
                texts,
                Map.of("lines", lines(viewer, quote, language)));
    }

    /** The rows of the table of lines. */
    public List<Map<String, String>> lines(Viewer viewer, Quote quote, Language language) {
        Map<Long, String> names =
                products
                        .byIds(
                                viewer,
                                quote.lines().stream()
                                        .map(QuoteLine::productId)
                                        .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Product::id, Product::name));
        List<Map<String, String>> rows = new ArrayList<>();
        for (QuoteLine line : quote.lines()) {
            rows.add(
                    Map.of(
                            "position",
                            Integer.toString(rows.size() + 1),
                            "product",
                            names.getOrDefault(line.productId(), ""),
                            "description",
                            Objects.requireNonNullElse(line.description(), ""),
                            "quantity",
                            language.number(line.quantity()),
                            "unitPrice",
                            language.amount(line.unitPrice()),
                            "discount",
                            language.number(line.discountPercent()) + "%",
                            "amount",
                            language.amount(line.amount())));
        }
        return rows;
    }
}
