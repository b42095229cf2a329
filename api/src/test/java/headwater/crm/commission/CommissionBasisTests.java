package headwater.crm.commission;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SPEC C6, what a plan pays for and whom: 张 sold 70 percent and 李 30; 3 % up to 100,000, then 5 %.
 */
@Api
class CommissionBasisTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired private Company company;

    private Person zhang;
    private Person li;
    private Person finance;
    private Contracts contracts;

    @BeforeEach
    void twoSellers() {
        Person manager = company.person("MANAGER");
        zhang = company.person("SELLER", manager);
        li = company.person("SELLER", manager);
        finance = company.person("FINANCE");
        contracts = new Contracts(company, zhang.who());
        Plans.today(company);
    }

    @Test
    void aSignatureBringsAllAndReceiptsNothingMore() {
        bothAreUnder("CONTRACT_SIGNED");

        String contract = signed("200000");
        confirm(contract, "80000");

        // 140,000: 100,000 × 3 % and 40,000 × 5 %; 60,000 × 3 %.
        assertThat(amounts(zhang)).containsExactly("3000.00", "2000.00");
        assertThat(amounts(li)).containsExactly("1800.00");
    }

    @Test
    void anAmendmentBringsTheDifference() {
        bothAreUnder("CONTRACT_SIGNED");
        String contract = signed("200000");

        amend(contract, "300000");
        assertThat(amounts(zhang)).containsExactly("3000.00", "2000.00", "3500.00");
        assertThat(amounts(li)).containsExactly("1800.00", "900.00");

        amend(contract, "100000");
        // 70,000 × 3 % and 30,000 × 3 % are left.
        assertThat(sum(zhang)).isEqualTo(2100.0);
        assertThat(sum(li)).isEqualTo(900.0);
    }

    @Test
    void whatBecomesVoidIsTakenBackAndWhatIsTerminatedIsNot() {
        bothAreUnder("CONTRACT_SIGNED");
        String sold = signed("100000");
        String neverWas = signed("50000");

        contracts.step("terminateContract", sold, Map.of("reason", "客户停产"));
        contracts.step("voidContract", neverWas, Map.of("reason", "重复签订"));

        assertThat(sum(zhang)).isEqualTo(2100.0);
        assertThat(sum(li)).isEqualTo(900.0);
    }

    @Test
    void anInvoiceBringsItsPartAndTakesItBackWhenItIsVoid() {
        bothAreUnder("INVOICED");
        String contract = signed("200000");
        confirm(contract, "80000");
        assertThat(amounts(zhang)).isEmpty();

        String first = invoice(contract, "100000");
        invoice(contract, "20000");
        assertThat(amounts(zhang)).containsExactly("2100.00", "420.00");
        assertThat(amounts(li)).containsExactly("900.00", "180.00");
        mutate(
                finance.who(),
                "voidInvoice",
                Map.of("id", first, "expectedVersion", 1, "reason", "抬头错误"),
                "");

        assertThat(sum(zhang)).isEqualTo(420.0);
        assertThat(sum(li)).isEqualTo(180.0);
        assertThat(entries(zhang, "invoice { id }", "invoice.id")).contains(first);
    }

    @Test
    void aPlanThatNamesSomebodyComesBeforeThatForEverybody() {
        String team =
                company.create(
                        company.admin(),
                        "Team",
                        Map.of("name", company.unique("大客户部"), "kind", "TEAM"));
        String below =
                company.create(
                        company.admin(),
                        "Team",
                        Map.of(
                                "name",
                                company.unique("大客户一组"),
                                "kind",
                                "TEAM",
                                "parent",
                                Map.of("id", team)));
        mutate(
                company.admin(),
                "assignTeam",
                Map.of("user", zhang.ref(), "team", Map.of("id", below), "from", TODAY.toString()),
                "");
        plan(Map.of("participants", List.of(Map.of("team", Map.of("id", team)))), "10");

        confirm(signed("200000"), "1000");

        assertThat(amounts(zhang)).containsExactly("70.00");
        assertThat(amounts(li)).containsExactly("9.00");
    }

    /**
     * 张: 7,000 × 10 % = 700 of 1,000; then 300 of 700; then nothing, until the first is reversed.
     */
    @Test
    void aPeriodGivesNobodyMoreThanTheCap() {
        plan(Map.of("participants", List.of(Map.of("user", zhang.ref())), "cap", "1000"), "10");
        String contract = signed("200000");

        String first = confirm(contract, "10000");
        confirm(contract, "10000");
        confirm(contract, "10000");
        assertThat(amounts(zhang)).containsExactly("700.00", "300.00", "0.00");
        assertThat(entries(zhang, "explanation", "explanation").get(1))
                .isEqualTo(
                        "7000.00 × 10% = 700.00，封顶后 capped: 300.00（分成 split 70%，此前累计 cumulative before 7000.00）");

        // 14,000 are left, which give 1,400, and so 1,000.
        reverse(first);
        assertThat(sum(zhang)).isEqualTo(1000.0);
        assertThat(sum(li)).isEqualTo(180.0);
    }

    @Test
    void afterItsLastDayAPlanIsNobodys() {
        plan(
                Map.of(
                        "participants",
                        List.of(Map.of("user", zhang.ref())),
                        "effectiveFrom",
                        TODAY.minusDays(30).toString(),
                        "effectiveUntil",
                        TODAY.minusDays(1).toString()),
                "10");

        confirm(signed("200000"), "1000");

        assertThat(amounts(zhang)).containsExactly("21.00");
    }

    /** Neither twice, by the receipt and the signature, nor never. */
    @Test
    void aContractIsPaidByThePlanOfItsApprovalAllItsLife() {
        String contract = approved("200000");
        bothAreUnder("CONTRACT_SIGNED");

        contracts.step("signContract", contract, Map.of());
        assertThat(amounts(zhang)).isEmpty();
        confirm(contract, "80000");

        assertThat(amounts(zhang)).containsExactly("1680.00");
        assertThat(amounts(li)).containsExactly("720.00");
    }

    @Test
    void refusesWhatIsNoParticipantNoRangeAndNoCap() {
        Response refused =
                mutate(
                        company.admin(),
                        "createCommissionPlan",
                        planned(
                                Map.of(
                                        "participants",
                                        List.of(Map.of()),
                                        "effectiveUntil",
                                        TODAY.minusDays(1).toString(),
                                        "cap",
                                        "0"),
                                "3"),
                        "");

        assertThat(codes(refused, "createCommissionPlan"))
                .containsExactly("INVALID", "INVALID", "INVALID");
    }

    private void bothAreUnder(String basis) {
        Map<String, Object> tiers = new HashMap<>();
        tiers.put("basis", basis);
        tiers.put("participants", List.of(Map.of("user", zhang.ref()), Map.of("user", li.ref())));
        tiers.put("method", "TIER_MARGINAL");
        tiers.put(
                "tiers",
                List.of(Map.of("from", "0", "rate", "3"), Map.of("from", "100000", "rate", "5")));
        plan(tiers, "3");
    }

    private void plan(Map<String, ?> more, String rate) {
        company.create(company.admin(), "CommissionPlan", planned(more, rate));
    }

    private Map<String, Object> planned(Map<String, ?> more, String rate) {
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique("大客户提成"));
        input.put("period", "MONTH");
        input.put("method", "FLAT");
        input.put("effectiveFrom", TODAY.toString());
        input.put("tiers", List.of(Map.of("from", "0", "rate", rate)));
        input.putAll(more);
        return input;
    }

    private String approved(String amount) {
        String contract =
                contracts.draft(
                        contracts.account(), amount, List.of(due("全款", "2030-12-31", amount)));
        Response agreed =
                mutate(
                        zhang.who(),
                        "setContractSplits",
                        Map.of(
                                "id",
                                contract,
                                "expectedVersion",
                                1,
                                "splits",
                                List.of(
                                        Map.of("user", zhang.ref(), "percent", "70"),
                                        Map.of("user", li.ref(), "percent", "30"))),
                        "");
        assertThat(codes(agreed, "setContractSplits")).isEmpty();
        contracts.step("submitContract", contract, Map.of());
        return contract;
    }

    private String signed(String amount) {
        String contract = approved(amount);
        contracts.step("signContract", contract, Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        return contract;
    }

    private void amend(String contract, String amount) {
        String part = contracts.instalments(contract).getFirst();
        Map<String, Object> whole = new HashMap<>(due("全款", "2030-12-31", amount));
        whole.put("id", part);
        contracts.step(
                "amendContract",
                contract,
                Map.of("amount", amount, "instalments", List.of(whole), "reason", "增补"));
        assertThat(contracts.text(contract, "amount.amount")).isEqualTo(amount + ".00");
    }

    private String confirm(String contract, String amount) {
        String receipt =
                company.create(
                        zhang.who(),
                        "Receipt",
                        Map.of(
                                "contract",
                                Map.of("id", contract),
                                "amount",
                                amount,
                                "receivedOn",
                                TODAY.toString()));
        Response answer =
                mutate(
                        finance.who(),
                        "confirmReceipt",
                        Map.of("id", receipt, "expectedVersion", 1),
                        "");
        assertThat(codes(answer, "confirmReceipt")).isEmpty();
        return receipt;
    }

    private void reverse(String receipt) {
        Response answer =
                mutate(
                        finance.who(),
                        "reverseReceipt",
                        Map.of("id", receipt, "expectedVersion", 2, "reason", "退票"),
                        "");
        assertThat(codes(answer, "reverseReceipt")).isEmpty();
    }

    private String invoice(String contract, String amount) {
        return company.create(
                finance.who(),
                "Invoice",
                Map.of(
                        "number",
                        company.unique("FP"),
                        "contract",
                        Map.of("id", contract),
                        "amount",
                        amount));
    }

    private static List<String> amounts(Person person) {
        return entries(person, "amount { amount }", "amount.amount");
    }

    private static double sum(Person person) {
        return amounts(person).stream().mapToDouble(Double::parseDouble).sum();
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
