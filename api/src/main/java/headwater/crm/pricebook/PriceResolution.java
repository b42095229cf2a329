package headwater.crm.pricebook;

import headwater.crm.product.Product;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Finds the price of one product: in the book asked for, by its entries before its rules; then in
 * the default book alike; then the list price.
 *
 * @param books the book asked for and the default one, in this order
 * @param entries of the product in these books, by quantity
 * @param currency in which the price must be; null for whichever it is in
 * @param showsCost whether the reasons may tell the cost
 */
record PriceResolution(
        Product product,
        BigDecimal quantity,
        LocalDate on,
        @Nullable String currency,
        List<PriceBook> books,
        List<PriceBookEntry> entries,
        boolean showsCost) {

    ProductPrice resolve() {
        var trace = new PriceTrace();
        for (PriceBook book : books) {
            BigDecimal price = isOfUse(book, trace) ? price(book, trace) : null;
            if (price != null) {
                return new ProductPrice(price, book.currency(), book.id(), trace.steps());
            }
        }
        return listPrice(trace);
    }

    private boolean isOfUse(PriceBook book, PriceTrace trace) {
        if (!book.isInUse()) {
            trace.notInUse(book);
        } else if (!book.appliesOn(on)) {
            trace.notOn(book, on);
        } else if (currency != null && !currency.equals(book.currency())) {
            trace.otherCurrency(book, currency);
        } else {
            trace.tried(book, on);
            return true;
        }
        return false;
    }

    private @Nullable BigDecimal price(PriceBook book, PriceTrace trace) {
        BigDecimal price = byEntry(book, trace);
        if (price == null) {
            price = byRule(book, trace);
        }
        if (price == null) {
            trace.notIn(book);
        }
        return price;
    }

    private @Nullable BigDecimal byEntry(PriceBook book, PriceTrace trace) {
        PriceBookEntry chosen = entry(book);
        for (PriceBookEntry entry : entries) {
            if (entry.priceBookId() != book.id() || entry.equals(chosen)) {
                continue;
            }
            if (holds(entry)) {
                trace.betterBreak(entry, book.currency());
            } else {
                trace.tooFew(entry, book.currency(), quantity);
            }
        }
        if (chosen == null) {
            return null;
        }
        trace.chosen(chosen, book.currency());
        return chosen.unitPrice();
    }

    /** That with the largest quantity that is reached; null if none is. */
    private @Nullable PriceBookEntry entry(PriceBook book) {
        return entries.stream()
                .filter(entry -> entry.priceBookId() == book.id())
                .filter(this::holds)
                .reduce((smaller, larger) -> larger)
                .orElse(null);
    }

    private boolean holds(PriceBookEntry entry) {
        return entry.minQuantity().compareTo(quantity) <= 0;
    }

    private @Nullable BigDecimal byRule(PriceBook book, PriceTrace trace) {
        for (int i = 0; i < book.rules().size(); i++) {
            PriceRule rule = book.rules().get(i);
            BigDecimal base = base(rule, book);
            if (!rule.prices(product.family())) {
                trace.otherFamily(i, rule, product);
            } else if (base == null) {
                trace.withoutBase(i, rule, book.currency());
            } else {
                BigDecimal price = rule.applyTo(base);
                boolean told = showsCost || rule.base() != PriceRule.Base.COST;
                trace.chosen(i, rule, told ? base : null, price);
                return price;
            }
        }
        return null;
    }

    /** What a rule starts from, in the book's currency; null if the product has no such price. */
    private @Nullable BigDecimal base(PriceRule rule, PriceBook book) {
        return switch (rule.base()) {
            case LIST_PRICE -> inCurrencyOf(book, product.listPrice());
            case COST -> inCurrencyOf(book, product.cost());
            case DEFAULT_BOOK ->
                    books.stream()
                            .filter(other -> other.isDefault() && other.id() != book.id())
                            .filter(other -> other.isInUse() && other.appliesOn(on))
                            .filter(other -> other.currency().equals(book.currency()))
                            .map(this::entry)
                            .filter(Objects::nonNull)
                            .map(PriceBookEntry::unitPrice)
                            .findFirst()
                            .orElse(null);
        };
    }

    private @Nullable BigDecimal inCurrencyOf(PriceBook book, @Nullable BigDecimal price) {
        return product.currency().equals(book.currency()) ? price : null;
    }

    private ProductPrice listPrice(PriceTrace trace) {
        boolean fits = currency == null || currency.equals(product.currency());
        if (product.listPrice() == null || !fits) {
            trace.noListPrice(currency == null ? product.currency() : currency);
            return new ProductPrice(
                    null, currency == null ? product.currency() : currency, null, trace.steps());
        }
        trace.chosenListPrice(product);
        return new ProductPrice(product.listPrice(), product.currency(), null, trace.steps());
    }
}
