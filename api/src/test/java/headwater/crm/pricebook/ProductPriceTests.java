package headwater.crm.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A probe of list price 1,250 that costs 700, and two books: the default one and a partner's. */
@Api
class ProductPriceTests {
    private static final String PASSWORD = "a long password";
    private static final String FAMILY = "设备 Devices";

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private HttpGraphQlTester admin;
    private String probe;
    private String standard;

    @BeforeEach
    void aProbe() {
        admin = company.admin();
        probe =
                company.create(
                        admin,
                        "Product",
                        Map.of(
                                "name",
                                company.unique("温控探头"),
                                "family",
                                FAMILY,
                                "listPrice",
                                "1250",
                                "cost",
                                "700"));
        standard = book(Map.of("name", company.unique("标准价格表"), "isDefault", true));
    }

    /** Other tests know of no default book. */
    @AfterEach
    void noDefault() {
        int version =
                admin.document("{ priceBook(id: \"%s\") { version } }".formatted(standard))
                        .execute()
                        .path("priceBook.version")
                        .entity(Integer.class)
                        .get();
        update("PriceBook", standard, version, Map.of("isDefault", false));
    }

    @Test
    void withoutAnyEntryTheListPriceHolds() {
        Response answer = price(Map.of());

        assertPrice(answer, "1250.00", null);
        assertThat(steps(answer))
                .containsExactly("BOOK TRIED", "BOOK PASSED_OVER", "LIST_PRICE CHOSEN");
    }

    @Test
    void aQuantityFindsItsBreak() {
        entry(standard, "1", "1200");
        entry(standard, "10", "1100");
        entry(standard, "100", "1000");

        assertPrice(price(Map.of("quantity", "9.9999")), "1200.00", standard);
        assertPrice(price(Map.of("quantity", "100")), "1000.00", standard);
        Response ten = price(Map.of("quantity", "10"));
        assertPrice(ten, "1100.00", standard);
        assertThat(steps(ten))
                .containsExactly(
                        "BOOK TRIED", "ENTRY PASSED_OVER", "ENTRY PASSED_OVER", "ENTRY CHOSEN");
        assertThat(texts(ten, "en"))
                .contains(
                        "CNY 1000.00 only from a quantity of 100 on; this is 10.",
                        "CNY 1100.00 from a quantity of 10 on.");
        assertThat(texts(ten, "zh")).contains("数量 10 起，单价 CNY 1100.00。");
    }

    @Test
    void theBookAskedForComesBeforeTheDefaultOne() {
        entry(standard, "1", "1200");
        String partner = book(Map.of("name", company.unique("渠道价格表")));
        Response missing = price(Map.of("priceBook", partner));
        assertPrice(missing, "1200.00", standard);

        entry(partner, "1", "900");
        assertPrice(price(Map.of("priceBook", partner)), "900.00", partner);
        assertPrice(price(Map.of()), "1200.00", standard);
    }

    @Test
    void aBookAppliesFromItsFirstDayToItsLast() {
        String summer =
                book(
                        Map.of(
                                "name",
                                company.unique("夏季促销"),
                                "validFrom",
                                "2026-06-01",
                                "validTo",
                                "2026-08-31"));
        entry(summer, "1", "999");

        for (String day : List.of("2026-06-01", "2026-08-31")) {
            assertPrice(price(Map.of("priceBook", summer, "on", day)), "999.00", summer);
        }
        for (String day : List.of("2026-05-31", "2026-09-01")) {
            Response outside = price(Map.of("priceBook", summer, "on", day));
            assertPrice(outside, "1250.00", null);
            assertThat(texts(outside, "zh").getFirst()).contains("2026-06-01 至 2026-08-31");
        }
    }

    @Test
    void theFirstRuleThatFitsPricesWhatHasNoEntry() {
        entry(standard, "1", "1200");
        String partner =
                book(
                        Map.of(
                                "name",
                                company.unique("渠道价格表"),
                                "rules",
                                List.of(
                                        rule("软件 Software", "LIST_PRICE", "50"),
                                        rule(FAMILY, "DEFAULT_BOOK", "10"),
                                        rule(null, "LIST_PRICE", "5"))));

        Response answer = price(Map.of("priceBook", partner));

        assertPrice(answer, "1080.00", partner);
        assertThat(steps(answer)).containsExactly("BOOK TRIED", "RULE PASSED_OVER", "RULE CHOSEN");
        assertThat(texts(answer, "en").getLast())
                .isEqualTo("Rule 2, from the default price book 1200.00, 10 % off: 1080.00.");
        assertThat(texts(answer, "zh").getLast())
                .isEqualTo("第 2 条规则，以默认价格表价格为基础 1200.00，折让 10%：1080.00。");
    }

    @Test
    void aRuleWhoseBaseIsMissingIsPassedOver() {
        String partner =
                book(
                        Map.of(
                                "name",
                                company.unique("渠道价格表"),
                                "rules",
                                List.of(
                                        rule(null, "DEFAULT_BOOK", "10"),
                                        rule(null, "LIST_PRICE", "20"))));

        assertPrice(price(Map.of("priceBook", partner)), "1000.00", partner);
    }

    @Test
    void aSellerLearnsThePriceAndNotTheCost() {
        String partner =
                book(
                        Map.of(
                                "name",
                                company.unique("成本加成"),
                                "rules",
                                List.of(rule(null, "COST", "-40"))));
        HttpGraphQlTester seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);

        Response his = price(seller, Map.of("priceBook", partner));

        assertPrice(his, "980.00", partner);
        assertThat(texts(his, "en").getLast()).isEqualTo("Rule 1, from the cost: 980.00.");
        assertThat(texts(his, "zh").toString()).doesNotContain("700", "40%");
        assertThat(texts(price(Map.of("priceBook", partner)), "en").getLast())
                .isEqualTo("Rule 1, from the cost 700.00, -40 % off: 980.00.");
        seller.document(
                        "{ product(id: \"%s\") { cost } priceBook(id: \"%s\") { rules { percentOff } } }"
                                .formatted(probe, partner))
                .execute()
                .path("product.cost")
                .valueIsNull()
                .path("priceBook.rules")
                .valueIsNull();
    }

    @Test
    void aPriceInAnotherCurrencyIsNoPrice() {
        String dollars = book(Map.of("name", company.unique("USD prices"), "currency", "USD"));
        entry(dollars, "1", "180");

        Response inDollars = price(Map.of("priceBook", dollars, "currency", "USD"));
        assertPrice(inDollars, "180.00", dollars);
        Response inEuro = price(Map.of("priceBook", dollars, "currency", "EUR"));
        inEuro.path("productPrice.unitPrice").valueIsNull();
        assertThat(steps(inEuro))
                .containsExactly("BOOK PASSED_OVER", "BOOK PASSED_OVER", "LIST_PRICE PASSED_OVER");
    }

    @Test
    void whatIsNotInUseOrDeletedPricesNothing() {
        String partner = book(Map.of("name", company.unique("旧价格表")));
        String entry = entry(partner, "1", "900");

        update("PriceBook", partner, 1, Map.of("active", false));
        assertPrice(price(Map.of("priceBook", partner)), "1250.00", null);
        update("PriceBook", partner, 2, Map.of("active", true));
        assertPrice(price(Map.of("priceBook", partner)), "900.00", partner);
        admin.document(
                        "mutation { deletePriceBookEntry(input: { id: \"%s\", expectedVersion: 1 }) { userErrors { message } } }"
                                .formatted(entry))
                .executeAndVerify();
        assertPrice(price(Map.of("priceBook", partner)), "1250.00", null);
    }

    @Test
    void costsThreeStatements() {
        entry(standard, "1", "1200");
        String question =
                "{ productPrice(product: \"%s\", on: \"2026-11-23\") { unitPrice { amount } } }"
                        .formatted(probe);
        admin.document(question).executeAndVerify();
        statements.take();

        admin.document(question).executeAndVerify();

        assertThat(statements.take()).filteredOn(sql -> sql.contains("\"crm\".\"p")).hasSize(3);
    }

    @Test
    void oneQuantityHasOnePriceInABook() {
        entry(standard, "10", "1100");

        admin.document(
                        "mutation($input: CreatePriceBookEntryInput!) { createPriceBookEntry(input: $input) { userErrors { code field } } }")
                .variable("input", entryInput(standard, "10.0", "1000"))
                .execute()
                .path("createPriceBookEntry.userErrors")
                .entityList(Object.class)
                .containsExactly(Map.of("code", "TAKEN", "field", List.of("input", "minQuantity")));
    }

    @Test
    void theDefaultBookCannotBeDeleted() {
        admin.document(
                        "mutation { deletePriceBook(input: { id: \"%s\", expectedVersion: 1 }) { userErrors { code } } }"
                                .formatted(standard))
                .execute()
                .path("deletePriceBook.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("WRONG_STATE");
    }

    private static Map<String, Object> rule(String family, String base, String percentOff) {
        Map<String, Object> rule = new HashMap<>();
        rule.put("family", family);
        rule.put("base", base);
        rule.put("percentOff", percentOff);
        return rule;
    }

    private String book(Map<String, ?> input) {
        return company.create(admin, "PriceBook", input);
    }

    private String entry(String book, String from, String price) {
        return company.create(admin, "PriceBookEntry", entryInput(book, from, price));
    }

    private Map<String, Object> entryInput(String book, String from, String price) {
        return Map.of(
                "priceBook",
                Map.of("id", book),
                "product",
                Map.of("id", probe),
                "minQuantity",
                from,
                "unitPrice",
                price);
    }

    private void update(String type, String id, int version, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", id);
        input.put("expectedVersion", version);
        admin.document(
                        "mutation($input: Update%1$sInput!) { update%1$s(input: $input) { userErrors { message } } }"
                                .formatted(type))
                .variable("input", input)
                .execute()
                .path("update" + type + ".userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    private Response price(Map<String, ?> arguments) {
        return price(admin, arguments);
    }

    private Response price(HttpGraphQlTester who, Map<String, ?> arguments) {
        Map<String, Object> variables = new HashMap<>(arguments);
        variables.put("product", probe);
        var request =
                who.document(
                        "query($product: ID!, $quantity: Decimal, $on: Date, $priceBook: ID, $currency: String) { productPrice(product: $product, quantity: $quantity, on: $on, priceBook: $priceBook, currency: $currency) { unitPrice { amount currencyCode } priceBook { id } steps { kind outcome en zh } } }");
        variables.forEach(request::variable);
        return request.execute();
    }

    private static void assertPrice(Response answer, String amount, String book) {
        answer.path("productPrice.unitPrice.amount").entity(String.class).isEqualTo(amount);
        if (book == null) {
            answer.path("productPrice.priceBook").valueIsNull();
        } else {
            answer.path("productPrice.priceBook.id").entity(String.class).isEqualTo(book);
        }
    }

    private static List<String> steps(Response answer) {
        return answer.path("productPrice.steps").entityList(Map.class).get().stream()
                .map(step -> step.get("kind") + " " + step.get("outcome"))
                .toList();
    }

    private static List<String> texts(Response answer, String language) {
        return answer.path("productPrice.steps[*]." + language).entityList(String.class).get();
    }
}
