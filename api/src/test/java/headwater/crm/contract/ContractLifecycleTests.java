package headwater.crm.contract;

import static headwater.crm.Company.codes;
import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A seller agrees with his customer on 云仓 for 100,000, in two instalments. */
@Api
class ContractLifecycleTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired private Company company;
    @Autowired private DSLContext db;

    private HttpGraphQlTester admin;
    private HttpGraphQlTester seller;
    private Contracts contracts;
    private String account;

    @BeforeEach
    void aCustomer() {
        admin = company.admin();
        seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        account = contracts.account();
    }

    private static List<Map<String, Object>> plan() {
        return List.of(
                due("首付款", TODAY.plusDays(10).toString(), "60000"),
                due("尾款", TODAY.plusDays(40).toString(), "40000"));
    }

    @Test
    void goesFromDraftToPerformance() {
        String contract = contracts.draft(account, "100000", plan());
        assertThat(contracts.text(contract, "state")).isEqualTo("DRAFT");
        assertThat(contracts.text(contract, "number")).matches("C-20\\d\\d-\\d{6}");

        contracts.step("submitContract", contract, Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
        contracts.step("signContract", contract, Map.of("signedOn", TODAY.minusDays(1).toString()));
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        assertThat(contracts.text(contract, "signedOn")).isEqualTo(TODAY.minusDays(1).toString());
        contracts.step("startContract", contract, Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("IN_PERFORMANCE");
        contracts.step("fulfilContract", contract, Map.of("fulfilledOn", TODAY.toString()));

        assertThat(contracts.text(contract, "state")).isEqualTo("IN_PERFORMANCE");
        assertThat(contracts.text(contract, "fulfilledOn")).isEqualTo(TODAY.toString());
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("UNPAID");
        assertThat(contracts.text(contract, "open.amount")).isEqualTo("100000.00");
    }

    @Test
    void canBeginWhenItIsSigned() {
        String contract = contracts.draft(account, "100000", plan());
        contracts.step("submitContract", contract, Map.of());

        contracts.step("signContract", contract, Map.of("start", true));

        assertThat(contracts.text(contract, "state")).isEqualTo("IN_PERFORMANCE");
    }

    @Test
    void takesEachStepOnlyFromItsState() {
        String contract = contracts.draft(account, "100000", plan());
        refuses(contract, "withdrawContract", Map.of());
        refuses(contract, "signContract", Map.of());
        refuses(contract, "startContract", Map.of());
        refuses(contract, "fulfilContract", Map.of());
        refuses(contract, "terminateContract", Map.of("reason", "客户取消"));
        refuses(contract, "voidContract", Map.of("reason", "重复录入"));
        refuses(contract, "recordMilestone", Map.of("milestone", "验收"), "WRONG_STATE", "INVALID");

        contracts.step("submitContract", contract, Map.of());

        refuses(contract, "submitContract", Map.of());
        refuses(contract, "startContract", Map.of());
        refuses(contract, "updateContract", Map.of("title", "另一份合同"));
        refuses(contract, "deleteContract", Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    private void refuses(String contract, String mutation, Map<String, ?> more) {
        refuses(contract, mutation, more, "WRONG_STATE");
    }

    private void refuses(
            String contract, String mutation, Map<String, ?> more, String... expected) {
        Response answer =
                mutation.equals("deleteContract")
                        ? deleted(contract)
                        : contracts.step(mutation, contract, more);
        assertThat(codes(answer, mutation)).as(mutation).containsExactly(expected);
    }

    private Response deleted(String contract) {
        return seller.document(
                        "mutation($id: ID!, $v: Int!) { deleteContract(input: { id: $id, expectedVersion: $v }) { userErrors { code } } }")
                .variable("id", contract)
                .variable("v", contracts.version(contract))
                .execute();
    }

    @Test
    void isNotSignedInTheFuture() {
        String contract = contracts.draft(account, "100000", plan());
        contracts.step("submitContract", contract, Map.of());

        Response answer =
                contracts.step(
                        "signContract", contract, Map.of("signedOn", TODAY.plusDays(2).toString()));

        assertThat(codes(answer, "signContract")).containsExactly("INVALID");
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    @Test
    void isFulfilledNotBeforeItWasSigned() {
        String contract = contracts.signed(account, "100000", plan());

        Response answer =
                contracts.step(
                        "fulfilContract",
                        contract,
                        Map.of("fulfilledOn", TODAY.minusDays(3).toString()));

        assertThat(codes(answer, "fulfilContract")).containsExactly("INVALID");
    }

    @Test
    void endsBeforeItsTimeForAReason() {
        String contract = contracts.signed(account, "100000", plan());
        assertThat(
                        codes(
                                contracts.step(
                                        "terminateContract", contract, Map.of("reason", " ")),
                                "terminateContract"))
                .containsExactly("REQUIRED");

        contracts.step("terminateContract", contract, Map.of("reason", "客户经营困难"));

        assertThat(contracts.text(contract, "state")).isEqualTo("TERMINATED");
        assertThat(contracts.text(contract, "closeReason")).isEqualTo("客户经营困难");
    }

    @Test
    void takesWhatItsQuoteSays() {
        String quote = quote("APPROVED");

        Response answer = contracts.create(Map.of("quote", Map.of("id", quote), "title", "云仓一期合同"));

        answer.path("createContract.contract.amount.amount")
                .entity(String.class)
                .isEqualTo("96000.00");
        answer.path("createContract.contract.account.id").entity(String.class).isEqualTo(account);
        answer.path("createContract.contract.quote.id").entity(String.class).isEqualTo(quote);
        answer.path("createContract.contract.opportunity.id")
                .entity(String.class)
                .satisfies(id -> assertThat(id).startsWith("opp_"));
    }

    @Test
    void isMadeOfAnAgreedQuoteOnlyAndNotAgainstIt() {
        String draft = quote("DRAFT");
        String approved = quote("APPROVED");
        String other = contracts.account();

        assertThat(made(Map.of("quote", Map.of("id", draft), "title", "合同")))
                .containsExactly("WRONG_STATE");
        assertThat(
                        made(
                                Map.of(
                                        "quote",
                                        Map.of("id", approved),
                                        "title",
                                        "合同",
                                        "amount",
                                        "95999",
                                        "currency",
                                        "USD",
                                        "account",
                                        Map.of("id", other))))
                .containsExactly("INVALID", "INVALID", "INVALID");
    }

    private List<String> made(Map<String, ?> input) {
        return codes(contracts.create(input), "createContract");
    }

    @Test
    void needsAnAmountAndACustomer() {
        assertThat(made(Map.of("title", "无主合同"))).containsExactlyInAnyOrder("REQUIRED", "REQUIRED");
        assertThat(made(Map.of("title", "负数合同", "account", Map.of("id", account), "amount", "-1")))
                .containsExactly("INVALID");
    }

    @Test
    void ofAQuoteThereIsOneHoweverManyAskAtOnce() throws Exception {
        String quote = quote("APPROVED");
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(
                    () ->
                            contracts
                                    .create(Map.of("quote", Map.of("id", quote), "title", "云仓合同"))
                                    .path("createContract.contract.id")
                                    .entity(String.class)
                                    .get());
        }
        Set<String> made = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<String> attempt : threads.invokeAll(attempts)) {
                made.add(attempt.get());
            }
        }

        assertThat(made).hasSize(1);
        assertThat(
                        db.fetchValue(
                                "select count(*) from crm.contract where quote_id = ?",
                                RecordType.QUOTE.decode(quote)))
                .isEqualTo(1L);
    }

    @Test
    void ofAQuoteAnotherIsMadeOnceTheFirstIsVoid() {
        String quote = quote("APPROVED");
        Map<String, ?> input =
                Map.of(
                        "quote",
                        Map.of("id", quote),
                        "title",
                        "云仓合同",
                        "instalments",
                        whole("96000"));
        String first = id(contracts.create(input));
        contracts.step("submitContract", first, Map.of());
        assertThat(id(contracts.create(input))).isEqualTo(first);

        contracts.step("voidContract", first, Map.of("reason", "客户主体有误"));

        assertThat(id(contracts.create(input))).isNotEqualTo(first);
    }

    private static List<Map<String, Object>> whole(String amount) {
        return List.of(due("全款", TODAY.plusDays(30).toString(), amount));
    }

    private static String id(Response answer) {
        return answer.path("createContract.contract.id").entity(String.class).get();
    }

    /** 2 × 48,000 for the customer. */
    private String quote(String state) {
        String product =
                company.create(
                        admin,
                        "Product",
                        Map.of("name", company.unique("云仓"), "listPrice", "48000"));
        String opportunity =
                company.create(
                        seller,
                        "Opportunity",
                        Map.of("name", company.unique("云仓一期"), "account", Map.of("id", account)));
        String quote =
                company.create(
                        seller,
                        "Quote",
                        Map.of(
                                "opportunity",
                                Map.of("id", opportunity),
                                "lines",
                                List.of(
                                        Map.of(
                                                "product",
                                                Map.of("id", product),
                                                "quantity",
                                                "2"))));
        if (state.equals("APPROVED")) {
            seller.document(
                            "mutation($id: ID!) { submitQuote(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }")
                    .variable("id", quote)
                    .executeAndVerify();
        }
        return quote;
    }

    @Test
    void isFoundByItsStateAndItsEnd() {
        String soon = contracts.draft(account, "100000", plan());
        contracts.step("updateContract", soon, Map.of("endsOn", "2027-03-31"));
        String later = contracts.draft(account, "100000", plan());
        contracts.step("updateContract", later, Map.of("endsOn", "2028-03-31"));
        contracts.draft(account, "100000", plan());

        seller.document(
                        "query($a: ID!) { contracts(first: 10, filter: { account: { eq: $a }, state: { eq: \"DRAFT\" }, paymentStatus: { eq: \"UNPAID\" }, endsOn: { lt: \"2028-01-01\" } }) { nodes { id } } }")
                .variable("a", account)
                .execute()
                .path("contracts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(soon);
        seller.document(
                        "query($a: ID!) { contracts(first: 2, filter: { account: { eq: $a } }, orderBy: [{ field: ENDS_ON }]) { nodes { id } } }")
                .variable("a", account)
                .execute()
                .path("contracts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(soon, later);
    }

    @Test
    void isSeenByFinanceAndLegalAndNotByAnotherSeller() {
        String contract = contracts.draft(account, "100000", plan());

        for (String role : List.of("FINANCE", "LEGAL")) {
            HttpGraphQlTester reader = company.as(company.user(role, PASSWORD), PASSWORD);
            assertThat(new Contracts(company, reader).text(contract, "state")).isEqualTo("DRAFT");
        }
        HttpGraphQlTester stranger = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        new Contracts(company, stranger).of(contract).path("contract").valueIsNull();
    }

    @Test
    void goesToAnotherOwnerInAnyState() {
        String contract = contracts.signed(account, "100000", plan());
        String other = company.user("SELLER", PASSWORD);
        String otherId =
                company.as(other, PASSWORD)
                        .document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();
        Contracts asAdmin = new Contracts(company, admin);

        asAdmin.step("updateContract", contract, Map.of("owner", Map.of("id", otherId)));

        assertThat(asAdmin.text(contract, "owner.id")).isEqualTo(otherId);
        assertThat(asAdmin.text(contract, "state")).isEqualTo("SIGNED");
    }

    @Test
    void aDraftGoesWithItsOpportunityAndWhatWasAgreedDoesNot() {
        String other = company.user("SELLER", PASSWORD);
        String otherId =
                company.as(other, PASSWORD)
                        .document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();
        String draft =
                id(
                        contracts.create(
                                Map.of("quote", Map.of("id", quote("APPROVED")), "title", "云仓合同")));
        String agreed =
                id(
                        contracts.create(
                                Map.of(
                                        "quote",
                                        Map.of("id", quote("APPROVED")),
                                        "title",
                                        "云仓合同",
                                        "instalments",
                                        whole("96000"))));
        contracts.step("submitContract", agreed, Map.of());
        String owner = contracts.text(agreed, "owner.id");
        Contracts asAdmin = new Contracts(company, admin);

        for (String contract : List.of(draft, agreed)) {
            admin.document(
                            "mutation($ids: [ID!]!, $to: ID!) { transferRecords(input: { records: $ids, to: { id: $to } }) { userErrors { message } } }")
                    .variable("ids", List.of(asAdmin.text(contract, "opportunity.id")))
                    .variable("to", otherId)
                    .executeAndVerify();
        }

        assertThat(asAdmin.text(draft, "owner.id")).isEqualTo(otherId);
        assertThat(asAdmin.text(agreed, "owner.id")).isEqualTo(owner);
    }
}
