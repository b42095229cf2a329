package headwater.crm.pricebook;

import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.product.Product;
import headwater.crm.product.ProductService;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What products cost. */
@Service
public class PriceService {
    private final PriceBookRepository books;
    private final PriceBookEntryRepository entries;
    private final ProductService products;

    /**
     * What prices are asked for.
     *
     * @param priceBookId null for the default book
     * @param currency in which the prices must be; null for whichever they are in
     */
    public record Terms(LocalDate on, @Nullable Long priceBookId, @Nullable String currency) {}

    /** So much of a product. */
    public record Item(long productId, BigDecimal quantity) {}

    PriceService(
            PriceBookRepository books, PriceBookEntryRepository entries, ProductService products) {
        this.books = books;
        this.entries = entries;
        this.products = products;
    }

    /**
     * The price of each item, in their order. Three statements, however many there are.
     *
     * @throws NotFound if there is no such product or book
     * @throws headwater.crm.shared.FieldNotAccessible to whom prices are not told
     */
    public List<ProductPrice> prices(Viewer viewer, Terms terms, List<Item> items) {
        boolean showsCost = viewer.level(RecordType.PRODUCT, "cost").includes(FieldLevel.READ);
        return prices(viewer, terms, items, showsCost);
    }

    /** The same with reasons that may be kept for others to read, so without costs. */
    public List<ProductPrice> documented(Viewer viewer, Terms terms, List<Item> items) {
        return prices(viewer, terms, items, false);
    }

    private List<ProductPrice> prices(
            Viewer viewer, Terms terms, List<Item> items, boolean showsCost) {
        viewer.requireReadable(RecordType.PRODUCT, "listPrice");
        viewer.requireReadable(RecordType.PRICE_BOOK_ENTRY, "unitPrice");
        Map<Long, Product> found =
                products
                        .byIds(
                                viewer,
                                items.stream().map(Item::productId).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
        List<PriceBook> consulted = consulted(viewer, terms.priceBookId());
        Map<Long, List<PriceBookEntry>> priced =
                entries
                        .of(
                                viewer,
                                consulted.stream().map(PriceBook::id).collect(Collectors.toSet()),
                                found.keySet())
                        .stream()
                        .collect(Collectors.groupingBy(PriceBookEntry::productId));
        return items.stream()
                .map(
                        item -> {
                            if (item.quantity().signum() <= 0) {
                                throw new BadInput("quantity must be more than 0.");
                            }
                            return new PriceResolution(
                                            product(found, item),
                                            item.quantity(),
                                            terms.on(),
                                            terms.currency(),
                                            consulted,
                                            priced.getOrDefault(item.productId(), List.of()),
                                            showsCost)
                                    .resolve();
                        })
                .toList();
    }

    private static Product product(Map<Long, Product> found, Item item) {
        Product product = found.get(item.productId());
        if (product == null) {
            throw new NotFound(RecordType.PRODUCT.encode(item.productId()));
        }
        return product;
    }

    /** The book asked for before the default one. */
    private List<PriceBook> consulted(Viewer viewer, @Nullable Long asked) {
        List<PriceBook> consulted =
                books.consulted(viewer, asked).stream()
                        .sorted(Comparator.comparing(book -> !Objects.equals(book.id(), asked)))
                        .toList();
        if (asked != null && consulted.stream().noneMatch(book -> book.id() == asked)) {
            throw new NotFound(RecordType.PRICE_BOOK.encode(asked));
        }
        return consulted;
    }
}
