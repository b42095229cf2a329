package headwater.crm.contract;

import static headwater.crm.Company.codes;
import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.after;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When a contract on 100,000 is to be paid. */
@Api
class PaymentPlanTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired private Company company;

    private HttpGraphQlTester seller;
    private Contracts contracts;
    private Contracts finance;
    private String account;

    @BeforeEach
    void aCustomer() {
        seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        finance = new Contracts(company, company.as(company.user("FINANCE", PASSWORD), PASSWORD));
        account = contracts.account();
    }

    private static String day(int days) {
        return TODAY.plusDays(days).toString();
    }

    @Test
    void comesToTheContractsAmountWithinAFen() {
        String short2 =
                contracts.draft(
                        account,
                        "100000",
                        List.of(due("首付款", day(1), "60000"), due("尾款", day(9), "39999.98")));
        String short1 =
                contracts.draft(
                        account,
                        "100000",
                        List.of(due("首付款", day(1), "60000"), due("尾款", day(9), "39999.99")));
        String none = contracts.draft(account, "100000", List.of());

        assertThat(codes(contracts.step("submitContract", short2, Map.of()), "submitContract"))
                .containsExactly("INVALID");
        assertThat(codes(contracts.step("submitContract", none, Map.of()), "submitContract"))
                .containsExactly("REQUIRED");
        assertThat(codes(contracts.step("submitContract", short1, Map.of()), "submitContract"))
                .isEmpty();
        assertThat(contracts.text(short2, "state")).isEqualTo("DRAFT");
    }

    @Test
    void aDateNeedsItsDayAndAMilestoneItsName() {
        Map<String, Object> dateless = Map.of("name", "首付款", "trigger", "DATE", "amount", "10");
        Map<String, Object> nameless = Map.of("name", "尾款", "trigger", "MILESTONE", "amount", "10");
        Map<String, Object> both =
                Map.of(
                        "name", "验收款",
                        "trigger", "MILESTONE",
                        "milestone", "验收",
                        "dueOn", day(1),
                        "amount", "10");

        Response answer =
                contracts.create(
                        Map.of(
                                "account",
                                Map.of("id", account),
                                "title",
                                "合同",
                                "amount",
                                "30",
                                "instalments",
                                List.of(dateless, nameless, both)));

        assertThat(codes(answer, "createContract"))
                .containsExactly("REQUIRED", "REQUIRED", "INVALID");
        answer.path("createContract.userErrors[2].field")
                .entityList(String.class)
                .containsExactly("input", "instalments", "2");
    }

    @Test
    void becomesDueDaysAfterItsMilestone() {
        String contract =
                contracts.signed(
                        account,
                        "100000",
                        List.of(
                                due("首付款", day(1), "30000"),
                                after("验收款", "验收", 30, "60000"),
                                after("质保金", "质保期满", 0, "10000")));
        contracts.isEmpty(contract, "instalments[1].dueOn");

        contracts.step(
                "recordMilestone", contract, Map.of("milestone", "验收", "reachedOn", day(-5)));

        assertThat(contracts.text(contract, "instalments[1].dueOn")).isEqualTo(day(25));
        contracts.isEmpty(contract, "instalments[2].dueOn");
        assertThat(
                        codes(
                                contracts.step(
                                        "recordMilestone", contract, Map.of("milestone", "验收")),
                                "recordMilestone"))
                .containsExactly("INVALID");
        assertThat(
                        codes(
                                contracts.step(
                                        "recordMilestone",
                                        contract,
                                        Map.of("milestone", "质保期满", "reachedOn", day(2))),
                                "recordMilestone"))
                .containsExactly("INVALID");
    }

    @Test
    void isOverdueTheDayAfterItWasDue() {
        String contract =
                contracts.signed(
                        account,
                        "100000",
                        List.of(
                                due("首付款", day(-1), "60000"),
                                due("二期款", day(0), "30000"),
                                after("尾款", "验收", 0, "10000")));

        contracts
                .of(contract)
                .path("contract.instalments[*].overdue")
                .entityList(Boolean.class)
                .containsExactly(true, false, false);
    }

    @Test
    void keepsWhatItsDraftNames() {
        String contract =
                contracts.draft(
                        account,
                        "100000",
                        List.of(due("首付款", day(1), "60000"), due("尾款", day(9), "40000")));
        List<String> before = contracts.instalments(contract);
        Map<String, Object> last = new HashMap<>(due("尾款", day(19), "50000"));
        last.put("id", before.get(1));

        contracts.step(
                "updateContract",
                contract,
                Map.of("instalments", List.of(last, due("质保金", day(30), "50000"))));

        List<String> now = contracts.instalments(contract);
        assertThat(now).hasSize(2).first().isEqualTo(before.get(1));
        assertThat(before).doesNotContain(now.get(1));
        contracts
                .of(contract)
                .path("contract.instalments[*].position")
                .entityList(Integer.class)
                .containsExactly(1, 2);
    }

    @Test
    void anotherContractsInstalmentIsNotItsOwn() {
        String other = contracts.draft(account, "10", List.of(due("全款", day(1), "10")));
        Map<String, Object> stolen = new HashMap<>(due("全款", day(1), "10"));
        stolen.put("id", contracts.instalments(other).getFirst());
        String contract = contracts.draft(account, "10", List.of());

        Response answer =
                contracts.step("updateContract", contract, Map.of("instalments", List.of(stolen)));

        assertThat(codes(answer, "updateContract")).containsExactly("REFERENCE_NOT_FOUND");
    }

    @Test
    void whatFinanceWaivesNeedNotBePaid() {
        String contract =
                contracts.signed(
                        account,
                        "100000",
                        List.of(due("首付款", day(1), "60000"), due("尾款", day(9), "40000")));
        List<String> parts = contracts.instalments(contract);

        waive(finance, contract, parts.get(0), "10000");
        assertThat(contracts.text(contract, "instalments[0].status")).isEqualTo("PENDING");
        assertThat(contracts.text(contract, "instalments[0].open")).isEqualTo("50000.00");
        assertThat(codes(waive(finance, contract, parts.get(0), "50000.01"), "waiveInstalment"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        waive(finance, contract, parts.get(0), "50000");
        assertThat(contracts.text(contract, "instalments[0].status")).isEqualTo("WAIVED");
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        waive(finance, contract, parts.get(1), "40000");

        assertThat(contracts.text(contract, "state")).isEqualTo("COMPLETED");
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("PAID");
        assertThat(contracts.text(contract, "waived.amount")).isEqualTo("100000.00");
        assertThat(contracts.text(contract, "completedAt")).startsWith("20");
    }

    @Test
    void aSellerWaivesNothing() {
        String contract = contracts.signed(account, "100000", List.of(due("全款", day(1), "100000")));
        List<String> messages = new ArrayList<>();

        waive(contracts, contract, contracts.instalments(contract).getFirst(), "1")
                .errors()
                .satisfy(
                        errors ->
                                errors.forEach(
                                        error ->
                                                messages.add(
                                                        String.valueOf(
                                                                error.getExtensions()
                                                                        .get("code")))));

        assertThat(messages).containsExactly("FORBIDDEN");
        assertThat(contracts.text(contract, "waived.amount")).isEqualTo("0.00");
    }

    @Test
    void nothingOfADraftIsWaived() {
        String contract = contracts.draft(account, "100000", List.of(due("全款", day(1), "100000")));

        assertThat(
                        codes(
                                waive(
                                        finance,
                                        contract,
                                        contracts.instalments(contract).getFirst(),
                                        "1"),
                                "waiveInstalment"))
                .containsExactly("WRONG_STATE");
    }

    private Response waive(Contracts who, String contract, String instalment, String amount) {
        return who.waive(contract, instalment, amount, "质量扣款");
    }

    @Test
    void receivablesAreGroupedByHowLongTheyAreOverdue() {
        contracts.signed(
                account,
                "1111110",
                List.of(
                        due("未到期", day(0), "10"),
                        due("一天", day(-1), "100"),
                        due("三十天", day(-30), "1000"),
                        due("三十一天", day(-31), "10000"),
                        due("九十天", day(-90), "100000"),
                        due("九十一天", day(-91), "1000000")));
        contracts.draft(account, "5", List.of(due("草稿不算", day(-1), "5")));

        Response answer =
                seller.document(
                                "{ receivables(currency: \"CNY\") { currency notDue upTo30 upTo60 upTo90 above90 } }")
                        .execute();

        answer.path("receivables[0]")
                .entity(Map.class)
                .isEqualTo(
                        Map.of(
                                "currency", "CNY",
                                "notDue", "10.00",
                                "upTo30", "1100.00",
                                "upTo60", "10000.00",
                                "upTo90", "100000.00",
                                "above90", "1000000.00"));
    }
}
