package headwater.crm.commission;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.key;
import static headwater.crm.Company.mutate;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** SPEC C6: 张 sold 70 percent of a contract and 李 30; tiers of 3, 5 and 8 percent. */
@Api
class CommissionTests {
    private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();

    @Autowired private Company company;
    @Autowired private DSLContext db;

    private Person manager;
    private Person zhang;
    private Person li;
    private Person finance;
    private Contracts contracts;

    @BeforeEach
    void twoSellersAndAPlan() {
        manager = company.person("MANAGER");
        zhang = company.person("SELLER", manager);
        li = company.person("SELLER", manager);
        finance = company.person("FINANCE");
        contracts = new Contracts(company, zhang.who());
        Plans.from(company, TODAY);
    }

    @Test
    void tiersRunOnEachSellersOwnCumulativeAmount() {
        String contract = contract("500000");

        confirm(receipt(contract, "80000"));
        confirm(receipt(contract, "60000"));
        confirm(receipt(contract, "100000"));

        assertThat(amounts(zhang)).containsExactly("1680.00", "1260.00", "60.00", "3400.00");
        assertThat(amounts(li)).containsExactly("720.00", "540.00", "900.00");
        assertThat(entries(zhang, "explanation"))
                .last()
                .isEqualTo("68000.00 × 5% = 3400.00（分成 split 70%，此前累计 cumulative before 98000.00）");
    }

    @Test
    void whatIsReversedWithinThePeriodLeavesWhatTheOthersGive() {
        String contract = contract("500000");
        String first = receipt(contract, "80000");
        confirm(first);
        confirm(receipt(contract, "60000"));
        confirm(receipt(contract, "100000"));

        reverse(first);

        // 张: 70 % of 160,000 = 112,000; 100,000 × 3 % + 12,000 × 5 %. 李: 48,000 × 3 %.
        assertThat(sum(zhang)).isEqualTo(3600.0);
        assertThat(sum(li)).isEqualTo(1440.0);
        assertThat(entries(zhang, "kind")).containsSubsequence("ACCRUAL", "REVERSAL");
    }

    @Test
    void whatAClosedPeriodEarnedIsTakenBackAsItWasEarned() {
        String contract = contract("500000");
        String receipt = receipt(contract, "200000");
        confirm(receipt);
        backToAClosedPeriod();
        confirm(receipt(contract, "80000"));

        reverse(receipt);

        // Then 100,000 × 3 % + 40,000 × 5 %; now 56,000 × 3 %, the same taken back.
        assertThat(amounts(zhang))
                .containsExactly("3000.00", "2000.00", "1680.00", "-3000.00", "-2000.00");
    }

    @Test
    void withoutAnAgreementAllIsTheOwners() {
        String contract =
                contracts.signed(
                        contracts.account(), "1000", List.of(due("全款", "2026-12-31", "1000")));

        confirm(receipt(contract, "1000"));

        assertThat(amounts(zhang)).containsExactly("30.00");
        assertThat(amounts(li)).isEmpty();
    }

    @Test
    void approvalFixesTheParts() {
        String contract = contract("500000");

        Response after = split(contract, zhang, "100", li, "0.01");
        Response later = split(contract, zhang, "50", li, "50");

        assertThat(codes(after, "setContractSplits")).contains("WRONG_STATE", "INVALID");
        assertThat(codes(later, "setContractSplits")).containsExactly("WRONG_STATE");
    }

    @Test
    void sellersSeeTheirOwnAndSuperiorsThoseBelow() {
        confirm(receipt(contract("500000"), "80000"));

        assertThat(ids(zhang)).hasSize(1).doesNotContainAnyElementsOf(ids(li));
        assertThat(ids(manager)).containsAll(ids(zhang)).containsAll(ids(li));
        assertThat(ids(company.person("SELLER"))).isEmpty();
        String foreign = ids(li).getFirst();
        zhang.who()
                .document("query($id: ID!) { commissionEntry(id: $id) { id } }")
                .variable("id", foreign)
                .execute()
                .path("commissionEntry")
                .valueIsNull();
    }

    @Test
    void aPlanBeginsAtZeroAndRises() {
        Response answer =
                mutate(
                        company.admin(),
                        "createCommissionPlan",
                        Map.of(
                                "name", "错误方案",
                                "period", "MONTH",
                                "method", "TIER_MARGINAL",
                                "effectiveFrom", "2019-01-01",
                                "tiers",
                                        List.of(
                                                Map.of("from", "10", "rate", "3"),
                                                Map.of("from", "10", "rate", "301"))),
                        "commissionPlan { id }");

        assertThat(codes(answer, "createCommissionPlan"))
                .containsExactly("INVALID", "INVALID", "INVALID");
    }

    /** Signed, after its parts were agreed. */
    private String contract(String amount) {
        String contract =
                contracts.draft(
                        contracts.account(), amount, List.of(due("全款", "2026-12-31", amount)));
        assertThat(codes(split(contract, zhang, "70", li, "30"), "setContractSplits")).isEmpty();
        step(contract, "submitContract", 1);
        step(contract, "signContract", 2);
        return contract;
    }

    private void step(String contract, String mutation, int version) {
        mutate(
                zhang.who(),
                mutation,
                Map.of("id", contract, "expectedVersion", version),
                "contract { id }");
    }

    private Response split(String contract, Person one, String part, Person other, String rest) {
        int version =
                zhang.who()
                        .document("query($id: ID!) { contract(id: $id) { version } }")
                        .variable("id", contract)
                        .execute()
                        .path("contract.version")
                        .entity(Integer.class)
                        .get();
        return mutate(
                zhang.who(),
                "setContractSplits",
                Map.of(
                        "id", contract,
                        "expectedVersion", version,
                        "splits",
                                List.of(
                                        Map.of("user", one.ref(), "percent", part),
                                        Map.of("user", other.ref(), "percent", rest))),
                "contract { splits { user { id } percent } }");
    }

    private String receipt(String contract, String amount) {
        return company.create(
                zhang.who(),
                "Receipt",
                Map.of(
                        "contract", Map.of("id", contract),
                        "amount", amount,
                        "receivedOn", TODAY));
    }

    private void confirm(String receipt) {
        Response answer =
                mutate(
                        finance.who(),
                        "confirmReceipt",
                        Map.of("id", receipt, "expectedVersion", 1),
                        "receipt { state }");
        assertThat(codes(answer, "confirmReceipt")).isEmpty();
    }

    private void reverse(String receipt) {
        Response answer =
                mutate(
                        finance.who(),
                        "reverseReceipt",
                        Map.of("id", receipt, "expectedVersion", 2, "reason", "退票"),
                        "receipt { state }");
        assertThat(codes(answer, "reverseReceipt")).isEmpty();
    }

    /** As if all that 张 and 李 have earned had been earned a month ago. */
    private void backToAClosedPeriod() {
        db.transaction(
                moved -> {
                    moved.dsl().execute("set local session_replication_role = replica");
                    moved.dsl()
                            .execute(
                                    "update crm.commission_entry set period_from = period_from - interval '1 month', earned_from = earned_from - interval '1 month' where owner_id in (?, ?)",
                                    key(zhang.id()),
                                    key(li.id()));
                });
    }

    private List<String> amounts(Person person) {
        return entries(person, "amount { amount }", "amount.amount");
    }

    private double sum(Person person) {
        return amounts(person).stream().mapToDouble(Double::parseDouble).sum();
    }

    private List<String> ids(Person person) {
        return entries(person, "id");
    }

    private static List<String> entries(Person person, String field) {
        return entries(person, field, field);
    }

    private static List<String> entries(Person person, String selection, String path) {
        return person.who()
                .document("{ commissionEntries(first: 50) { nodes { %s } } }".formatted(selection))
                .execute()
                .path("commissionEntries.nodes[*]." + path)
                .entityList(String.class)
                .get();
    }
}
