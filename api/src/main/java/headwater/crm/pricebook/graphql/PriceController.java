package headwater.crm.pricebook.graphql;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.pricebook.PriceService;
import headwater.crm.pricebook.PriceService.Item;
import headwater.crm.pricebook.PriceService.Terms;
import headwater.crm.pricebook.ProductPrice;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

@Controller
class PriceController {
    private final PriceService prices;
    private final CompanyService company;
    private final Clock clock;

    PriceController(PriceService prices, CompanyService company, Clock clock) {
        this.prices = prices;
        this.company = company;
        this.clock = clock;
    }

    @QueryMapping
    ProductPrice productPrice(
            Viewer viewer,
            @Argument String product,
            @Argument @Nullable BigDecimal quantity,
            @Argument @Nullable LocalDate on,
            @Argument @Nullable String priceBook,
            @Argument @Nullable String currency) {
        LocalDate day = on == null ? company.company().dayOf(clock.instant()) : on;
        Long book = priceBook == null ? null : RecordType.PRICE_BOOK.decode(priceBook);
        var item =
                new Item(
                        RecordType.PRODUCT.decode(product),
                        quantity == null ? BigDecimal.ONE : quantity);
        return prices.prices(viewer, new Terms(day, book, currency), List.of(item)).getFirst();
    }
}
