package headwater.crm.opportunity;

import headwater.crm.permission.Viewer;
import headwater.crm.product.Product;
import headwater.crm.product.ProductService;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns what callers say of lines into lines with products and prices. */
@Component
class LineService {
    private final ProductService products;

    LineService(ProductService products) {
        this.products = products;
    }

    /** Lines whose product cannot be found are left out, with a violation added. */
    List<OpportunityLine> resolve(
            Viewer viewer,
            @Nullable List<LineDraft> drafts,
            String currency,
            Violations violations) {
        List<OpportunityLine> lines = new ArrayList<>();
        if (drafts == null) {
            return lines;
        }
        for (int i = 0; i < drafts.size(); i++) {
            LineDraft draft = drafts.get(i);
            String position = Integer.toString(i);
            Product product =
                    products.sold(
                            viewer, draft.product(), violations, "lines", position, "product");
            if (product == null) {
                continue;
            }
            BigDecimal price = draft.unitPrice();
            if (price == null) {
                boolean sameCurrency = product.currency().equals(currency);
                violations.invalidIf(
                        product.listPrice() == null || !sameCurrency,
                        "%s has no list price in %s; give unitPrice."
                                .formatted(product.name(), currency),
                        "lines",
                        position,
                        "unitPrice");
                price = Objects.requireNonNullElse(product.listPrice(), BigDecimal.ZERO);
            }
            lines.add(
                    new OpportunityLine(
                            0,
                            0,
                            product.id(),
                            Objects.requireNonNullElse(draft.quantity(), BigDecimal.ONE),
                            price,
                            Objects.requireNonNullElse(draft.discountPercent(), BigDecimal.ZERO)));
        }
        return lines;
    }

    /** The sum of the lines; null for none. */
    static @Nullable BigDecimal total(List<OpportunityLine> lines) {
        return lines.stream().map(OpportunityLine::amount).reduce(BigDecimal::add).orElse(null);
    }
}
