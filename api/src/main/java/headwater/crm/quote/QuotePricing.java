package headwater.crm.quote;

import headwater.crm.permission.Viewer;
import headwater.crm.pricebook.PriceService;
import headwater.crm.pricebook.PriceService.Item;
import headwater.crm.pricebook.PriceService.Terms;
import headwater.crm.pricebook.ProductPrice;
import headwater.crm.product.Product;
import headwater.crm.product.ProductService;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Turns what callers say of lines into lines with products and prices. */
@Component
class QuotePricing {
    private final ProductService products;
    private final PriceService prices;

    QuotePricing(ProductService products, PriceService prices) {
        this.products = products;
        this.prices = prices;
    }

    /** Lines of which a product or a price is missing are left out, with a violation added. */
    List<QuoteLine> resolve(
            Viewer viewer, List<QuoteLineDraft> drafts, Terms terms, Violations violations) {
        List<Item> items = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            QuoteLineDraft draft = drafts.get(i);
            Product product =
                    products.sold(
                            viewer,
                            draft.product(),
                            violations,
                            "lines",
                            Integer.toString(i),
                            "product");
            if (product != null && draft.hasPossibleQuantity()) {
                items.add(new Item(product.id(), draft.quantityOrOne()));
                positions.add(i);
            }
        }
        List<ProductPrice> priced =
                items.isEmpty() ? List.of() : prices.documented(viewer, terms, items);
        List<QuoteLine> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            QuoteLine line =
                    line(
                            drafts.get(positions.get(i)),
                            items.get(i),
                            priced.get(i),
                            positions.get(i),
                            violations);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static @Nullable QuoteLine line(
            QuoteLineDraft draft,
            Item item,
            ProductPrice price,
            int position,
            Violations violations) {
        BigDecimal unitPrice = draft.unitPrice() == null ? price.amount() : draft.unitPrice();
        if (unitPrice == null) {
            violations.add(
                    Code.REQUIRED,
                    "Nothing prices this product in %s; give unitPrice."
                            .formatted(price.currency()),
                    "lines",
                    Integer.toString(position),
                    "unitPrice");
            return null;
        }
        return new QuoteLine(
                item.productId(),
                draft.description(),
                item.quantity(),
                price.amount(),
                unitPrice,
                draft.discountOrNone(),
                price.steps());
    }
}
