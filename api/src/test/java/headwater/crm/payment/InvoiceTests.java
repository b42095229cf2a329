package headwater.crm.payment;

import static headwater.crm.Company.codes;
import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.due;
import static headwater.crm.payment.Receipts.errors;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finance bills a customer for a contract on 100,000. */
@Api
class InvoiceTests {
    @Autowired private Company company;

    private HttpGraphQlTester seller;
    private HttpGraphQlTester finance;
    private Contracts contracts;
    private String account;
    private String contract;

    @BeforeEach
    void aSignedContract() {
        seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        finance = company.as(company.user("FINANCE", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        account = contracts.account();
        contract = contracts.signed(account, "100000", List.of(due("全款", "2026-12-31", "100000")));
    }

    @Test
    void bearsTheCustomersNameAndBelongsToTheContractsOwner() {
        Response answer = issue(finance, contract, "60000", Map.of("taxNumber", "91310000MA1K"));

        answer.path("createInvoice.invoice.buyer")
                .entity(String.class)
                .satisfies(name -> assertThat(name).startsWith("华东物流有限公司"));
        answer.path("createInvoice.invoice.taxNumber")
                .entity(String.class)
                .isEqualTo("91310000MA1K");
        answer.path("createInvoice.invoice.owner.id")
                .entity(String.class)
                .isEqualTo(contracts.text(contract, "owner.id"));
        answer.path("createInvoice.invoice.state").entity(String.class).isEqualTo("ISSUED");
    }

    @Test
    void allTogetherComeToNoMoreThanTheContract() {
        String first = id(issue(finance, contract, "60000", Map.of()));
        assertThat(codes(issue(finance, contract, "40000.01", Map.of()), "createInvoice"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        assertThat(codes(issue(finance, contract, "40000", Map.of()), "createInvoice")).isEmpty();

        voided(finance, first, "税号有误");

        assertThat(codes(issue(finance, contract, "60000", Map.of()), "createInvoice")).isEmpty();
        assertThat(codes(issue(finance, contract, "0.01", Map.of()), "createInvoice"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
    }

    @Test
    void ofManyAtOnceOnlyThoseFitThatMay() throws Exception {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            attempts.add(
                    () ->
                            codes(issue(finance, contract, "40000", Map.of()), "createInvoice")
                                    .isEmpty());
        }
        int done = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                done += attempt.get() ? 1 : 0;
            }
        }

        assertThat(done).isEqualTo(2);
    }

    @Test
    void aNumberIsGivenOnceUnlessItsInvoiceIsVoid() {
        Map<String, Object> number = Map.of("number", company.unique("25312000000"));
        String first = id(issue(finance, contract, "1", number));
        assertThat(codes(issue(finance, contract, "1", number), "createInvoice"))
                .containsExactly("TAKEN");

        voided(finance, first, "作废重开");

        assertThat(codes(issue(finance, contract, "1", number), "createInvoice")).isEmpty();
        assertThat(codes(voided(finance, first, "再次作废"), "voidInvoice"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void isNotMadeOfADraft() {
        String draft = contracts.draft(account, "5", List.of(due("全款", "2026-12-31", "5")));

        assertThat(codes(issue(finance, draft, "1", Map.of()), "createInvoice"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void isFinancesToMakeAndTheSellersToSee() {
        String invoice = id(issue(finance, contract, "1", Map.of()));

        assertThat(errors(issue(seller, contract, "1", Map.of()))).containsExactly("FORBIDDEN");
        assertThat(errors(voided(seller, invoice, "误开"))).containsExactly("FORBIDDEN");

        seller.document("query($id: ID!) { invoice(id: $id) { state amount { amount } } }")
                .variable("id", invoice)
                .execute()
                .path("invoice")
                .entity(Map.class)
                .isEqualTo(Map.of("state", "ISSUED", "amount", Map.of("amount", "1.00")));
    }

    @Test
    void whatIsBilledIsNeitherVoidedNorAmendedAway() {
        String invoice = id(issue(finance, contract, "60000", Map.of()));
        Map<String, Object> less =
                Map.of(
                        "amount",
                        "59999.99",
                        "instalments",
                        List.of(due("全款", "2026-12-31", "59999.99")),
                        "reason",
                        "减少采购");

        assertThat(codes(contracts.step("amendContract", contract, less), "amendContract"))
                .containsExactly("WRONG_STATE");
        assertThat(
                        codes(
                                contracts.step("voidContract", contract, Map.of("reason", "重复")),
                                "voidContract"))
                .containsExactly("WRONG_STATE");
        voided(finance, invoice, "退货冲红");

        assertThat(codes(contracts.step("amendContract", contract, less), "amendContract"))
                .isEmpty();
        contracts.step("voidContract", contract, Map.of("reason", "重复"));
        assertThat(contracts.text(contract, "state")).isEqualTo("VOID");
    }

    private Response issue(
            HttpGraphQlTester who, String of, String amount, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>();
        input.put("contract", Map.of("id", of));
        input.put("number", company.unique("25312000"));
        input.put("amount", amount);
        input.putAll(more);
        return who.document(
                        "mutation($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id state buyer taxNumber owner { id } } userErrors { code message } } }")
                .variable("input", input)
                .execute();
    }

    private static String id(Response answer) {
        return answer.path("createInvoice.invoice.id").entity(String.class).get();
    }

    private static Response voided(HttpGraphQlTester who, String invoice, String reason) {
        return who.document(
                        "mutation($id: ID!, $why: String!) { voidInvoice(input: { id: $id, expectedVersion: 1, reason: $why }) { userErrors { code } } }")
                .variable("id", invoice)
                .variable("why", reason)
                .execute();
    }
}
