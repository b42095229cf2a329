package headwater.crm.commission;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Commissions are approved by one person and paid by another. */
@Api
class PayoutTests {
    private static final String SHOWN =
            "commissionPayout { id version state amount { amount } owner { id } paidOn }";

    @Autowired private Company company;

    private Person seller;
    private Person finance;
    private Person cashier;

    @BeforeEach
    void hire() {
        seller = company.person("SELLER");
        finance = company.person("FINANCE");
        cashier = company.person("FINANCE");
        Plans.today(company);
    }

    @Test
    void oneApprovesAnotherPaysAndEveryEntrySaysSo() {
        earned("10000");

        Response approved = approve(finance);
        String payout = id(approved);
        assertThat(text(approved, "createCommissionPayout.commissionPayout.amount.amount"))
                .isEqualTo(sum());
        assertThat(statuses()).containsOnly("APPROVED");
        Response paid =
                close(cashier, "confirmCommissionPayout", payout, Map.of("reference", "凭证 88"));

        assertThat(codes(paid, "confirmCommissionPayout")).isEmpty();
        assertThat(statuses()).containsOnly("PAID");
    }

    @Test
    void whoApprovedDoesNotPayAndNobodyPaysHimself() {
        earned("10000");
        String payout = id(approve(finance));

        assertThat(
                        codes(
                                close(finance, "confirmCommissionPayout", payout, Map.of()),
                                "confirmCommissionPayout"))
                .containsExactly("NOT_PERMITTED");
        assertThat(
                        codes(
                                mutate(
                                        finance.who(),
                                        "createCommissionPayout",
                                        Map.of("owner", finance.ref()),
                                        ""),
                                "createCommissionPayout"))
                .containsExactly("NOT_PERMITTED");
    }

    @Test
    void withoutThePermissionNobodyApproves() {
        earned("10000");

        mutate(seller.who(), "createCommissionPayout", Map.of("owner", seller.ref()), "")
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "FORBIDDEN"));
    }

    @Test
    void anEntryIsPaidOnceHoweverManyApproveAtOnce() throws Exception {
        earned("10000");
        Callable<Response> one = () -> approve(finance);
        Callable<Response> other = () -> approve(cashier);

        try (var threads = Executors.newFixedThreadPool(2)) {
            List<String> refused =
                    threads.invokeAll(List.of(one, other)).stream()
                            .flatMap(
                                    answer -> {
                                        try {
                                            return codes(answer.get(), "createCommissionPayout")
                                                    .stream();
                                        } catch (Exception e) {
                                            throw new AssertionError(e);
                                        }
                                    })
                            .toList();

            assertThat(refused).containsExactly("WRONG_STATE");
        }
    }

    @Test
    void whatIsVoidIsPaidByAnother() {
        earned("10000");
        String payout = id(approve(finance));
        close(cashier, "voidCommissionPayout", payout, Map.of("reason", "金额有误"));

        assertThat(statuses()).containsOnly("ACCRUED");
        assertThat(codes(approve(finance), "createCommissionPayout")).isEmpty();
        assertThat(
                        codes(
                                close(cashier, "confirmCommissionPayout", payout, Map.of()),
                                "confirmCommissionPayout"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void whatIsTakenBackAfterItWasPaidLessensTheNextPayout() {
        earned("10000");
        String payout = id(approve(finance));
        close(cashier, "confirmCommissionPayout", payout, Map.of());
        String receipt =
                seller.who()
                        .document("{ commissionEntries(first: 1) { nodes { receipt { id } } } }")
                        .execute()
                        .path("commissionEntries.nodes[0].receipt.id")
                        .entity(String.class)
                        .get();
        mutate(
                finance.who(),
                "reverseReceipt",
                Map.of("id", receipt, "expectedVersion", 2, "reason", "银行退票"),
                "");

        assertThat(codes(approve(finance), "createCommissionPayout"))
                .containsExactly("WRONG_STATE");
    }

    /** A receipt of a contract of his own is confirmed. */
    private void earned(String amount) {
        var contracts = new Contracts(company, seller.who());
        String contract =
                contracts.signed(
                        contracts.account(),
                        amount,
                        List.of(Contracts.due("全款", "2030-01-31", amount)));
        Response registered =
                mutate(
                        seller.who(),
                        "createReceipt",
                        Map.of(
                                "contract",
                                Map.of("id", contract),
                                "amount",
                                amount,
                                "receivedOn",
                                "2026-01-05"),
                        "receipt { id }");
        Response confirmed =
                mutate(
                        finance.who(),
                        "confirmReceipt",
                        Map.of(
                                "id",
                                text(registered, "createReceipt.receipt.id"),
                                "expectedVersion",
                                1),
                        "");
        assertThat(codes(confirmed, "confirmReceipt")).isEmpty();
        assertThat(statuses()).containsOnly("ACCRUED");
    }

    private Response approve(Person who) {
        return mutate(who.who(), "createCommissionPayout", Map.of("owner", seller.ref()), SHOWN);
    }

    private Response close(Person who, String mutation, String payout, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", payout);
        input.put("expectedVersion", 1);
        return mutate(who.who(), mutation, input, SHOWN);
    }

    private static String id(Response approved) {
        return text(approved, "createCommissionPayout.commissionPayout.id");
    }

    private static String text(Response answer, String path) {
        return answer.path(path).entity(String.class).get();
    }

    private List<String> statuses() {
        return entries("status");
    }

    private String sum() {
        return entries("amount.amount").stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private List<String> entries(String field) {
        return seller.who()
                .document("{ commissionEntries(first: 20) { nodes { status amount { amount } } } }")
                .execute()
                .path("commissionEntries.nodes[*]." + field)
                .entityList(String.class)
                .get();
    }
}
