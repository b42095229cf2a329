package headwater.crm.quote;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A seller offers 云仓, list price 48,000, to a customer of his. */
@Api
class QuoteTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;
    @Autowired private QuoteStateService states;
    @Autowired private DSLContext db;

    private HttpGraphQlTester admin;
    private HttpGraphQlTester seller;
    private String sellerId;
    private String opportunity;
    private String product;
    private String book;

    @BeforeEach
    void anOpportunity() {
        admin = company.admin();
        seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        sellerId =
                seller.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();
        product =
                company.create(
                        admin,
                        "Product",
                        Map.of(
                                "name",
                                company.unique("云仓"),
                                "listPrice",
                                "48000",
                                "cost",
                                "31000"));
        opportunity = opportunity(seller);
    }

    @AfterEach
    void noLimit() {
        limit(null);
    }

    @Test
    void takesCustomerOwnerAndPricesFromWhereTheyAre() {
        Response answer =
                create(
                        seller,
                        opportunity,
                        Map.of("lines", List.of(line("2", null, "5"), line("1", "40000", null))));

        answer.path("createQuote.quote.amount.amount").entity(String.class).isEqualTo("131200.00");
        answer.path("createQuote.quote.companyAmount.amount")
                .entity(String.class)
                .isEqualTo("131200.00");
        answer.path("createQuote.quote.owner.id").entity(String.class).isEqualTo(sellerId);
        answer.path("createQuote.quote.account.name")
                .entity(String.class)
                .satisfies(name -> assertThat(name).startsWith("华东物流"));
        answer.path("createQuote.quote.maxDiscountPercent").entity(String.class).isEqualTo("16.67");
        answer.path("createQuote.quote.lines[*].unitPrice")
                .entityList(String.class)
                .containsExactly("48000.00", "40000.00");
        answer.path("createQuote.quote.lines[1].priceSteps[*].zh")
                .entityList(String.class)
                .satisfies(texts -> assertThat(texts.getLast()).isEqualTo("产品标准价 CNY 48000.00。"));
    }

    @Test
    void takesTheOpportunitysLinesUnlessItIsGivenOthers() {
        String sold =
                company.create(
                        seller,
                        "Opportunity",
                        Map.of(
                                "name",
                                company.unique("云仓二期"),
                                "lines",
                                List.of(line("4", "45000", "10"))));

        create(seller, sold, Map.of())
                .path("createQuote.quote.amount.amount")
                .entity(String.class)
                .isEqualTo("162000.00");
        create(seller, sold, Map.of("lines", List.of()))
                .path("createQuote.quote.lines")
                .entityList(Object.class)
                .hasSize(0);
    }

    @Test
    void numbersLeaveNoGap() {
        int before = number(draft(seller, opportunity));
        Map<String, Object> wrong = line("1", "1", "101");
        assertThat(
                        codes(
                                create(seller, opportunity, Map.of("lines", List.of(wrong))),
                                "createQuote"))
                .containsExactly("INVALID");
        Map<String, Object> missing = new HashMap<>(line("1", "1", null));
        missing.put("product", Map.of("id", "prd_zzzzzz"));
        assertThat(
                        codes(
                                create(seller, opportunity, Map.of("lines", List.of(missing))),
                                "createQuote"))
                .containsExactly("REFERENCE_NOT_FOUND");

        // Known to fail only after the number was taken.
        Map<String, Object> withoutRate = Map.of("currency", "NOK");
        assertThat(codes(create(seller, opportunity, withoutRate), "createQuote"))
                .containsExactly("MISSING_RATE");

        assertThat(number(draft(seller, opportunity))).isEqualTo(before + 1);
    }

    @Test
    void numbersLeaveNoGapWhenManyAskAtOnce() throws Exception {
        int before = number(draft(seller, opportunity));
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String priced = i % 3 == 0 ? "prd_zzzzzz" : product;
            attempts.add(
                    () -> {
                        Map<String, Object> line = new HashMap<>(line("1", "1", null));
                        line.put("product", Map.of("id", priced));
                        Response answer =
                                create(seller, opportunity, Map.of("lines", List.of(line)));
                        return codes(answer, "createQuote").isEmpty() ? number(answer) : 0;
                    });
        }
        List<Integer> numbers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> attempt : threads.invokeAll(attempts)) {
                numbers.add(attempt.get());
            }
        }
        numbers.removeIf(number -> number == 0);

        assertThat(numbers)
                .containsExactlyInAnyOrder(
                        before + 1,
                        before + 2,
                        before + 3,
                        before + 4,
                        before + 5,
                        before + 6,
                        before + 7,
                        before + 8);
    }

    @Test
    void isApprovedAtOnceUnlessALineIsDiscountedAboveTheLimit() {
        limit("10");
        String low =
                id(create(seller, opportunity, Map.of("lines", List.of(line("1", null, "10")))));
        String high =
                id(
                        create(
                                seller,
                                opportunity,
                                Map.of("lines", List.of(line("1", "43199.99", null)))));

        step("submitQuote", low, 1);
        step("submitQuote", high, 1);

        assertThat(state(low)).isEqualTo("APPROVED");
        assertThat(state(high)).isEqualTo("IN_APPROVAL");
        assertThat(codes(step("sendQuote", high, 2), "sendQuote")).containsExactly("WRONG_STATE");
        step("withdrawQuote", high, 2);
        assertThat(state(high)).isEqualTo("DRAFT");
    }

    @Test
    void aDiscountAboveTheLimitIsForTheSuperiorToApprove() {
        limit("10");
        Person manager = company.person("MANAGER");
        seller = company.person("SELLER", manager).who();
        String quote =
                id(
                        create(
                                seller,
                                opportunity(seller),
                                Map.of("lines", List.of(line("1", null, "15")))));

        step("submitQuote", quote, 1);
        Response waiting =
                manager.who()
                        .document(
                                "{ myApprovals(first: 9) { nodes { about { id } values { measure value } tasks { id } } } }")
                        .execute();
        waiting.path("myApprovals.nodes[0].about.id").entity(String.class).isEqualTo(quote);
        waiting.path("myApprovals.nodes[0].values[2].value")
                .entity(String.class)
                .satisfies(value -> assertThat(new BigDecimal(value)).isEqualByComparingTo("5"));
        Response answer =
                Company.mutate(
                        manager.who(),
                        "decideApproval",
                        Map.of(
                                "id",
                                waiting.path("myApprovals.nodes[0].tasks[0].id")
                                        .entity(String.class)
                                        .get(),
                                "expectedVersion",
                                1,
                                "decision",
                                "APPROVE"),
                        "");

        assertThat(codes(answer, "decideApproval")).isEmpty();
        assertThat(state(quote)).isEqualTo("APPROVED");
    }

    @Test
    void whatWasSentNeverChanges() {
        String quote = sent(opportunity);

        for (String mutation :
                List.of("updateQuote", "deleteQuote", "submitQuote", "withdrawQuote")) {
            assertThat(codes(step(mutation, quote, 3), mutation)).containsExactly("WRONG_STATE");
        }
        assertThat(state(quote)).isEqualTo("SENT");
    }

    @Test
    void aDraftIsChangedAndItsLinesPricedAnewOnlyWhenGiven() {
        String quote = id(draft(seller, opportunity));
        company.create(admin, "PriceBookEntry", entry("47000"));

        Response terms = update(quote, 1, Map.of("terms", "款到发货"));
        terms.path("updateQuote.quote.lines[0].unitPrice")
                .entity(String.class)
                .isEqualTo("48000.00");
        terms.path("updateQuote.quote.terms").entity(String.class).isEqualTo("款到发货");

        Response lines =
                update(
                        quote,
                        2,
                        Map.of(
                                "priceBook",
                                Map.of("id", book),
                                "lines",
                                List.of(line("3", null, null))));
        lines.path("updateQuote.quote.amount.amount").entity(String.class).isEqualTo("141000.00");
        assertThat(codes(update(quote, 3, Map.of("currency", "USD")), "updateQuote"))
                .containsExactly("REQUIRED");
    }

    private Map<String, Object> entry(String price) {
        book = company.create(admin, "PriceBook", Map.of("name", company.unique("渠道价")));
        return Map.of(
                "priceBook", Map.of("id", book),
                "product", Map.of("id", product),
                "unitPrice", price);
    }

    @Test
    void anotherQuoteOfTheOpportunityTakesThePlaceOfTheFirst() {
        String first = sent(opportunity);
        String second = sent(opportunity);
        assertThat(state(first)).isEqualTo("SUPERSEDED");
        assertThat(state(second)).isEqualTo("SENT");

        close(second, 3, "ACCEPTED", null);
        assertThat(state(second)).isEqualTo("ACCEPTED");
        String third = id(draft(seller, opportunity));
        step("submitQuote", third, 1);
        assertThat(codes(step("sendQuote", third, 2), "sendQuote")).containsExactly("WRONG_STATE");
        assertThat(state(second)).isEqualTo("ACCEPTED");
    }

    @Test
    void ofManySentAtOnceOneIsInForce() throws Exception {
        List<String> quotes = new ArrayList<>();
        List<Callable<Response>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String quote = id(draft(seller, opportunity));
            step("submitQuote", quote, 1);
            quotes.add(quote);
            attempts.add(() -> step("sendQuote", quote, 2));
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Response> attempt : threads.invokeAll(attempts)) {
                assertThat(codes(attempt.get(), "sendQuote")).isEmpty();
            }
        }

        assertThat(quotes.stream().map(this::state).toList())
                .containsOnlyOnce("SENT")
                .containsOnly("SENT", "SUPERSEDED");
    }

    @Test
    void aRevisionIsADraftWithTheSameNumberAndLines() {
        String quote = sent(opportunity);

        Response revised = step("createQuoteRevision", quote, 3);

        revised.path("createQuoteRevision.quote.revision").entity(Integer.class).isEqualTo(2);
        revised.path("createQuoteRevision.quote.state").entity(String.class).isEqualTo("DRAFT");
        revised.path("createQuoteRevision.quote.amount.amount")
                .entity(String.class)
                .isEqualTo("48000.00");
        assertThat(number(revised, "createQuoteRevision")).isEqualTo(number(quote));
        assertThat(state(quote)).isEqualTo("SENT");
        assertThat(codes(step("createQuoteRevision", quote, 3), "createQuoteRevision"))
                .containsExactly("TAKEN");
        String second = revised.path("createQuoteRevision.quote.id").entity(String.class).get();
        step("submitQuote", second, 1);
        step("sendQuote", second, 2);
        assertThat(state(quote)).isEqualTo("SUPERSEDED");
    }

    @Test
    void aRejectionSaysWhy() {
        String quote = sent(opportunity);

        assertThat(codes(close(quote, 3, "REJECTED", null), "closeQuote"))
                .containsExactly("REQUIRED");
        assertThat(state(quote)).isEqualTo("SENT");
        close(quote, 3, "REJECTED", "价格过高");
        assertThat(state(quote)).isEqualTo("REJECTED");
    }

    @Test
    void anEmptyQuoteIsNotSubmitted() {
        String quote = id(create(seller, opportunity, Map.of()));

        assertThat(codes(step("submitQuote", quote, 1), "submitQuote")).containsExactly("REQUIRED");
        assertThat(state(quote)).isEqualTo("DRAFT");
    }

    @Test
    void whatWasValidUntilYesterdayExpiresAndCannotBeAccepted() {
        String quote = sent(opportunity);
        String other = sent(opportunity(seller));
        db.execute(
                "update crm.quote set valid_until = current_date - 2 where quote_id = "
                        + key(quote));

        assertThat(codes(close(quote, 3, "ACCEPTED", null), "closeQuote"))
                .containsExactly("WRONG_STATE");
        assertThat(states.expire(Viewer.system(Door.JOB, "test"))).isEqualTo(1);

        assertThat(state(quote)).isEqualTo("EXPIRED");
        assertThat(state(other)).isEqualTo("SENT");
    }

    @Test
    void followsItsOpportunityToAnotherOwner() {
        String quote = sent(opportunity);
        HttpGraphQlTester successor = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        String successorId =
                successor
                        .document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();
        assertThat(sees(successor, quote)).isFalse();

        admin.document(
                        "mutation($input: TransferRecordsInput!) { transferRecords(input: $input) { count } }")
                .variable(
                        "input",
                        Map.of("records", List.of(opportunity), "to", Map.of("id", successorId)))
                .executeAndVerify();

        assertThat(sees(successor, quote)).isTrue();
        assertThat(sees(seller, quote)).isFalse();
    }

    @Test
    void isNotMadeForAnOpportunityOutOfSight() {
        HttpGraphQlTester other = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        HttpGraphQlTester marketing = company.as(company.user("MARKETING", PASSWORD), PASSWORD);

        assertThat(codes(create(other, opportunity, Map.of()), "createQuote"))
                .containsExactly("REFERENCE_NOT_FOUND");
        marketing
                .document(
                        "mutation { createQuote(input: { opportunity: { id: \"%s\" } }) { quote { id } } }"
                                .formatted(opportunity))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "FORBIDDEN"));
    }

    @Test
    void theReasonsOfItsPricesNeverTellTheCost() {
        String atCost =
                company.create(
                        admin,
                        "PriceBook",
                        Map.of(
                                "name",
                                company.unique("成本加成"),
                                "rules",
                                List.of(Map.of("base", "COST", "percentOff", "-50"))));
        Map<String, Object> input = new HashMap<>();
        input.put("priceBook", Map.of("id", atCost));
        input.put("lines", List.of(line("1", null, null)));

        Response answer = create(admin, opportunity, input);

        answer.path("createQuote.quote.lines[0].unitPrice")
                .entity(String.class)
                .isEqualTo("46500.00");
        answer.path("createQuote.quote.lines[0].priceSteps[*].en")
                .entityList(String.class)
                .satisfies(texts -> assertThat(texts.toString()).doesNotContain("31000"));
    }

    @Test
    void isCountedInTheCompanysCurrencyAtTheRateOfItsDay() {
        company.create(
                admin,
                "CurrencyRate",
                Map.of("currency", "SEK", "validOn", "2020-01-01", "rate", "0.7"));
        Map<String, Object> input = new HashMap<>();
        input.put("currency", "SEK");
        input.put("lines", List.of(line("3", "99.99", null)));

        Response answer = create(seller, opportunity, input);

        answer.path("createQuote.quote.amount.currencyCode").entity(String.class).isEqualTo("SEK");
        answer.path("createQuote.quote.companyAmount.amount")
                .entity(String.class)
                .isEqualTo("209.98");
        input.put("currency", "NOK");
        assertThat(codes(create(seller, opportunity, input), "createQuote"))
                .containsExactly("MISSING_RATE");
    }

    private String opportunity(HttpGraphQlTester who) {
        String account = company.create(who, "Account", Map.of("name", company.unique("华东物流")));
        return company.create(
                who,
                "Opportunity",
                Map.of("name", company.unique("云仓项目"), "account", Map.of("id", account)));
    }

    private Map<String, Object> line(String quantity, String unitPrice, String discount) {
        Map<String, Object> line = new HashMap<>();
        line.put("product", Map.of("id", product));
        line.put("quantity", quantity);
        line.put("unitPrice", unitPrice);
        line.put("discountPercent", discount);
        return line;
    }

    private static final String FIELDS =
            "quote { id number revision state terms amount { amount currencyCode } companyAmount { amount } maxDiscountPercent owner { id } account { name } lines { unitPrice priceSteps { en zh } } } userErrors { code field message }";

    private Response create(HttpGraphQlTester who, String opportunityId, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("opportunity", Map.of("id", opportunityId));
        return who.document(
                        "mutation($input: CreateQuoteInput!) { createQuote(input: $input) { "
                                + FIELDS
                                + " } }")
                .variable("input", input)
                .execute();
    }

    private Response draft(HttpGraphQlTester who, String opportunityId) {
        return create(who, opportunityId, Map.of("lines", List.of(line("1", null, null))));
    }

    private String sent(String opportunityId) {
        String quote = id(draft(seller, opportunityId));
        step("submitQuote", quote, 1);
        step("sendQuote", quote, 2);
        return quote;
    }

    private Response step(String mutation, String quote, int version) {
        return seller.document(
                        "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { %s } }"
                                .formatted(mutation, quote, version, FIELDS))
                .execute();
    }

    private Response update(String quote, int version, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", quote);
        input.put("expectedVersion", version);
        return seller.document(
                        "mutation($input: UpdateQuoteInput!) { updateQuote(input: $input) { "
                                + FIELDS
                                + " } }")
                .variable("input", input)
                .execute();
    }

    private Response close(String quote, int version, String outcome, String reason) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", quote);
        input.put("expectedVersion", version);
        input.put("outcome", outcome);
        input.put("reason", reason);
        return seller.document(
                        "mutation($input: CloseQuoteInput!) { closeQuote(input: $input) { "
                                + FIELDS
                                + " } }")
                .variable("input", input)
                .execute();
    }

    private void limit(String percent) {
        int version =
                admin.document("{ company { version } }")
                        .execute()
                        .path("company.version")
                        .entity(Integer.class)
                        .get();
        Map<String, Object> input = new HashMap<>();
        input.put("expectedVersion", version);
        input.put("maxLineDiscountPercent", percent);
        admin.document(
                        "mutation($input: UpdateCompanyInput!) { updateCompany(input: $input) { userErrors { message } } }")
                .variable("input", input)
                .execute()
                .path("updateCompany.userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    private String state(String quote) {
        return admin.document("{ quote(id: \"%s\") { state } }".formatted(quote))
                .execute()
                .path("quote.state")
                .entity(String.class)
                .get();
    }

    private static boolean sees(HttpGraphQlTester who, String quote) {
        Map<String, Object> data =
                who.document("{ quote(id: \"%s\") { id } }".formatted(quote))
                        .execute()
                        .returnResponse()
                        .getData();
        return data.get("quote") != null;
    }

    private int number(String quote) {
        return counted(
                admin.document("{ quote(id: \"%s\") { number } }".formatted(quote))
                        .execute()
                        .path("quote.number")
                        .entity(String.class)
                        .get());
    }

    private static int number(Response answer) {
        return number(answer, "createQuote");
    }

    private static int number(Response answer, String mutation) {
        return counted(answer.path(mutation + ".quote.number").entity(String.class).get());
    }

    private static int counted(String text) {
        assertThat(text).matches("Q-20\\d\\d-\\d{6}");
        return Integer.parseInt(text.substring(7));
    }

    private static String id(Response created) {
        return created.path("createQuote.quote.id").entity(String.class).get();
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }

    private static List<String> codes(Response answer, String mutation) {
        return answer.path(mutation + ".userErrors[*].code").entityList(String.class).get();
    }
}
