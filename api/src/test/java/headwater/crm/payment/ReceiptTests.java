package headwater.crm.payment;

import static headwater.crm.Company.codes;
import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.after;
import static headwater.crm.contract.Contracts.due;
import static headwater.crm.payment.Receipts.TODAY;
import static headwater.crm.payment.Receipts.errors;
import static headwater.crm.payment.Receipts.part;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A customer pays 云仓, 100,000 in three instalments; the seller registers, finance confirms. */
@Api
class ReceiptTests {
    @Autowired private Company company;

    private HttpGraphQlTester admin;
    private HttpGraphQlTester seller;
    private Contracts contracts;
    private Receipts sales;
    private Receipts finance;
    private String account;
    private String contract;
    private List<String> parts;

    @BeforeEach
    void aSignedContract() {
        admin = company.admin();
        seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        sales = new Receipts(company, seller);
        finance = new Receipts(company, company.as(company.user("FINANCE", PASSWORD), PASSWORD));
        account = contracts.account();
        contract =
                contracts.signed(
                        account,
                        "100000",
                        List.of(
                                after("质保金", "质保期满", 0, "10000"),
                                due("尾款", "2026-12-31", "60000"),
                                due("首付款", "2026-06-30", "30000")));
        parts = contracts.instalments(contract);
    }

    @Test
    void belongsToTheContractsCustomerAndOwner() {
        String receipt = sales.of(contract, "30000");

        assertThat(sales.text(receipt, "number")).matches("R-20\\d\\d-\\d{6}");
        assertThat(sales.text(receipt, "state")).isEqualTo("REGISTERED");
        assertThat(sales.text(receipt, "account.id")).isEqualTo(account);
        assertThat(sales.text(receipt, "owner.id")).isEqualTo(contracts.text(contract, "owner.id"));
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("0.00");
    }

    @Test
    void paysWhatIsDueFirstAndWhatHasNoDayLast() {
        String receipt = sales.of(contract, "95000");

        finance.confirm(receipt, Map.of());

        assertThat(finance.entries(receipt)).containsExactly("30000.00", "60000.00", "5000.00");
        contracts
                .of(contract)
                .path("contract.instalments[*].status")
                .entityList(String.class)
                .containsExactly("PARTIAL", "PAID", "PAID");
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("PARTIAL");
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        assertThat(contracts.text(contract, "open.amount")).isEqualTo("5000.00");
    }

    @Test
    void completesTheContractWithTheLastFen() {
        finance.confirm(sales.of(contract, "99999.99"), Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        contracts.isEmpty(contract, "completedAt");

        finance.confirm(sales.of(contract, "0.01"), Map.of());

        assertThat(contracts.text(contract, "state")).isEqualTo("COMPLETED");
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("PAID");
        assertThat(contracts.text(contract, "completedAt")).startsWith("20");
    }

    @Test
    void completesWithWhatIsWaived() {
        finance.confirm(sales.of(contract, "90000"), Map.of());
        Contracts asFinance =
                new Contracts(company, company.as(company.user("FINANCE", PASSWORD), PASSWORD));

        asFinance.waive(contract, parts.get(0), "10000", "质保问题扣款");

        assertThat(contracts.text(contract, "state")).isEqualTo("COMPLETED");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("90000.00");
    }

    @Test
    void whatIsPaidBeforeTheSigningCompletesTheContractWhenItIsSigned() {
        String early = contracts.draft(account, "500", List.of(due("预付全款", "2026-01-31", "500")));
        contracts.step("submitContract", early, Map.of());
        finance.confirm(sales.of(early, "500"), Map.of());
        assertThat(contracts.text(early, "state")).isEqualTo("APPROVED");

        contracts.step("signContract", early, Map.of());

        assertThat(contracts.text(early, "state")).isEqualTo("COMPLETED");
    }

    @Test
    void aReversalTakesAllBackAndLosesNothing() {
        String receipt = sales.of(contract, "100000");
        finance.confirm(receipt, Map.of());
        assertThat(contracts.text(contract, "state")).isEqualTo("COMPLETED");

        assertThat(codes(finance.reverse(receipt, " "), "reverseReceipt"))
                .containsExactly("REQUIRED");
        finance.reverse(receipt, "支票退票");

        assertThat(finance.text(receipt, "state")).isEqualTo("REVERSED");
        assertThat(finance.text(receipt, "reverseReason")).isEqualTo("支票退票");
        assertThat(finance.entries(receipt))
                .containsExactlyInAnyOrder(
                        "30000.00", "60000.00", "10000.00", "-30000.00", "-60000.00", "-10000.00");
        assertThat(contracts.text(contract, "state")).isEqualTo("IN_PERFORMANCE");
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("UNPAID");
        contracts.isEmpty(contract, "completedAt");
        assertThat(codes(finance.reverse(receipt, "又一次"), "reverseReceipt"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void aSellerConfirmsAndReversesNothing() {
        String receipt = sales.of(contract, "30000");

        assertThat(errors(sales.confirm(receipt, Map.of()))).containsExactly("FORBIDDEN");
        finance.confirm(receipt, Map.of());
        assertThat(errors(sales.reverse(receipt, "误操作"))).containsExactly("FORBIDDEN");

        assertThat(sales.text(receipt, "state")).isEqualTo("CONFIRMED");
    }

    @Test
    void nobodyConfirmsWhatHeRegisteredHimselfNotEvenAnAdministrator() {
        Receipts administrator = new Receipts(company, admin);
        String own = administrator.of(contract, "30000");
        String ofFinance = finance.of(contract, "30000");

        assertThat(codes(administrator.confirm(own, Map.of()), "confirmReceipt"))
                .containsExactly("NOT_PERMITTED");
        assertThat(codes(finance.confirm(ofFinance, Map.of()), "confirmReceipt"))
                .containsExactly("NOT_PERMITTED");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("0.00");

        administrator.confirm(ofFinance, Map.of());
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("30000.00");
    }

    @Test
    void moreThanIsOpenIsRefusedUnlessTheRestIsAnAdvance() {
        String receipt = sales.of(contract, "120000");

        assertThat(codes(finance.confirm(receipt, Map.of()), "confirmReceipt"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        assertThat(finance.text(receipt, "state")).isEqualTo("REGISTERED");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("0.00");
        finance.confirm(receipt, Map.of("allowAdvance", true));

        assertThat(finance.text(receipt, "advance.amount")).isEqualTo("20000.00");
        assertThat(contracts.text(contract, "paymentStatus")).isEqualTo("PAID");
        seller.document("query($id: ID!) { account(id: $id) { advances { amount currencyCode } } }")
                .variable("id", account)
                .execute()
                .path("account.advances[0]")
                .entity(Map.class)
                .isEqualTo(Map.of("amount", "20000.00", "currencyCode", "CNY"));
    }

    @Test
    void anAdvancePaysLaterContracts() {
        String receipt = sales.of(contract, "120000");
        finance.confirm(receipt, Map.of("allowAdvance", true));
        String second =
                contracts.signed(account, "50000", List.of(due("全款", "2026-12-31", "50000")));

        finance.step(
                "allocateReceipt",
                receipt,
                Map.of(
                        "allocations",
                        List.of(part(contracts.instalments(second).getFirst(), "20000"))));

        assertThat(finance.text(receipt, "advance.amount")).isEqualTo("0.00");
        assertThat(contracts.text(second, "paid.amount")).isEqualTo("20000.00");
        assertThat(
                        codes(
                                finance.step(
                                        "allocateReceipt",
                                        receipt,
                                        Map.of(
                                                "allocations",
                                                List.of(
                                                        part(
                                                                contracts
                                                                        .instalments(second)
                                                                        .getFirst(),
                                                                "0.01")))),
                                "allocateReceipt"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        finance.reverse(receipt, "银行退汇");
        assertThat(contracts.text(second, "paid.amount")).isEqualTo("0.00");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("0.00");
    }

    @Test
    void paysSeveralContractsOfOneCustomer() {
        String second =
                contracts.signed(account, "50000", List.of(due("全款", "2026-12-31", "50000")));
        String one = contracts.instalments(second).getFirst();
        String receipt = sales.of(contract, "70000");

        finance.confirm(
                receipt,
                Map.of("allocations", List.of(part(parts.get(1), "40000"), part(one, "30000"))));

        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("40000.00");
        assertThat(contracts.text(second, "paid.amount")).isEqualTo("30000.00");
        seller.document(
                        "query($id: ID!) { contract(id: $id) { payments { receipt { id } amount { amount } } } }")
                .variable("id", second)
                .execute()
                .path("contract.payments[0]")
                .entity(Map.class)
                .isEqualTo(
                        Map.of(
                                "receipt", Map.of("id", receipt),
                                "amount", Map.of("amount", "30000.00")));
    }

    @Test
    void withoutAContractItPaysTheCustomersOldestDebtsFirst() {
        String older = contracts.signed(account, "500", List.of(due("旧款", "2025-01-31", "500")));
        String other = contracts.account();
        String strange = contracts.signed(other, "500", List.of(due("别家", "2024-01-31", "500")));
        String receipt =
                id(
                        sales.register(
                                Map.of(
                                        "account",
                                        Map.of("id", account),
                                        "amount",
                                        "700",
                                        "receivedOn",
                                        TODAY)));

        finance.confirm(receipt, Map.of());

        assertThat(contracts.text(older, "paid.amount")).isEqualTo("500.00");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("200.00");
        assertThat(contracts.text(strange, "paid.amount")).isEqualTo("0.00");
    }

    @Test
    void paysOnlyWhatItCan() {
        String other = contracts.account();
        String strange = contracts.signed(other, "500", List.of(due("别家", "2026-01-31", "500")));
        String draft = contracts.draft(account, "500", List.of(due("草稿", "2026-01-31", "500")));
        String receipt = sales.of(contract, "400");

        assertThat(
                        codes(
                                finance.confirm(
                                        receipt,
                                        Map.of(
                                                "allocations",
                                                List.of(
                                                        part(one(strange), "100"),
                                                        part(one(draft), "100"),
                                                        part("ins_zzzzzz", "100"),
                                                        part(parts.get(0), "0")))),
                                "confirmReceipt"))
                .containsExactly("WRONG_STATE", "WRONG_STATE", "REFERENCE_NOT_FOUND", "INVALID");
        assertThat(
                        codes(
                                finance.confirm(
                                        receipt,
                                        Map.of(
                                                "allocations",
                                                List.of(part(parts.get(0), "400.01")))),
                                "confirmReceipt"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        assertThat(
                        codes(
                                finance.confirm(
                                        receipt,
                                        Map.of(
                                                "allocations",
                                                List.of(part(parts.get(0), "399.99")))),
                                "confirmReceipt"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
        assertThat(finance.entries(receipt)).isEmpty();
    }

    @Test
    void theSameInstalmentTwiceCannotTakeMoreThanIsOpen() {
        String receipt = sales.of(contract, "12000");

        assertThat(
                        codes(
                                finance.confirm(
                                        receipt,
                                        Map.of(
                                                "allocations",
                                                List.of(
                                                        part(parts.get(0), "6000"),
                                                        part(parts.get(0), "6000")))),
                                "confirmReceipt"))
                .containsExactly("EXCEEDS_OPEN_AMOUNT");
    }

    private String one(String of) {
        return contracts.instalments(of).getFirst();
    }

    private static String id(Response answer) {
        return answer.path("createReceipt.receipt.id").entity(String.class).get();
    }

    @Test
    void oneLineOfABankStatementIsEnteredOnce() {
        Map<String, Object> input =
                Map.of(
                        "contract",
                        Map.of("id", contract),
                        "amount",
                        "100",
                        "receivedOn",
                        TODAY,
                        "bankAccount",
                        company.unique("工行 6222 0200"),
                        "bankReference",
                        "HQP7001");
        String first = id(sales.register(input));

        assertThat(codes(sales.register(input), "createReceipt")).containsExactly("TAKEN");
        finance.confirm(first, Map.of());
        assertThat(codes(sales.register(input), "createReceipt")).containsExactly("TAKEN");
        finance.reverse(first, "金额录错");

        assertThat(codes(sales.register(input), "createReceipt")).isEmpty();
    }

    @Test
    void anotherCurrencyNeedsItsRate() {
        company.create(
                admin,
                "CurrencyRate",
                Map.of("currency", "HKD", "validOn", "2020-01-01", "rate", "0.9"));
        Map<String, Object> input =
                Map.of(
                        "contract",
                        Map.of("id", contract),
                        "amount",
                        "1000",
                        "currency",
                        "HKD",
                        "receivedOn",
                        TODAY);
        assertThat(codes(sales.register(input), "createReceipt")).containsExactly("REQUIRED");
        Map<String, Object> rated = new HashMap<>(input);
        rated.put("rate", "0.92");

        String receipt = id(sales.register(rated));
        finance.confirm(receipt, Map.of());

        assertThat(finance.text(receipt, "settlementAmount.amount")).isEqualTo("920.00");
        assertThat(finance.text(receipt, "companyAmount.amount")).isEqualTo("900.00");
        assertThat(finance.entries(receipt)).containsExactly("920.00");
        assertThat(finance.text(receipt, "allocations[0].companyAmount.amount"))
                .isEqualTo("900.00");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("920.00");
        Map<String, Object> needless = new HashMap<>(rated);
        needless.put("currency", "CNY");
        assertThat(codes(sales.register(needless), "createReceipt")).containsExactly("INVALID");
    }

    @Test
    void theCompanyAmountsOfItsPartsAddUpToItsOwn() {
        company.create(
                admin,
                "CurrencyRate",
                Map.of("currency", "SGD", "validOn", "2020-01-01", "rate", "5.333333"));
        String foreign =
                company.create(
                        seller,
                        "Contract",
                        Map.of(
                                "account",
                                Map.of("id", account),
                                "title",
                                "新加坡仓",
                                "amount",
                                "1",
                                "currency",
                                "SGD",
                                "instalments",
                                List.of(
                                        due("一", "2026-01-01", "0.33"),
                                        due("二", "2026-01-02", "0.33"),
                                        due("三", "2026-01-03", "0.34"))));
        contracts.step("submitContract", foreign, Map.of());
        String receipt = sales.of(foreign, "1");

        finance.confirm(receipt, Map.of());

        assertThat(finance.text(receipt, "companyAmount.amount")).isEqualTo("5.33");
        finance.get(receipt)
                .path("receipt.allocations[*].companyAmount.amount")
                .entityList(String.class)
                .containsExactly("1.76", "1.76", "1.81");
    }

    @Test
    void doesNotArriveInTheFuture() {
        assertThat(
                        codes(
                                sales.register(
                                        Map.of(
                                                "contract",
                                                Map.of("id", contract),
                                                "amount",
                                                "1",
                                                "receivedOn",
                                                LocalDate.parse(TODAY).plusDays(1).toString())),
                                "createReceipt"))
                .containsExactly("INVALID");
    }

    @Test
    void belongsToSomebodysCustomer() {
        HttpGraphQlTester stranger = company.as(company.user("SELLER", PASSWORD), PASSWORD);

        assertThat(
                        codes(
                                new Receipts(company, stranger)
                                        .register(
                                                Map.of(
                                                        "contract",
                                                        Map.of("id", contract),
                                                        "amount",
                                                        "1",
                                                        "receivedOn",
                                                        TODAY)),
                                "createReceipt"))
                .contains("REFERENCE_NOT_FOUND");
    }

    @Test
    void stillOpenItCanBeChangedAndDeletedAndLaterNot() {
        String receipt = sales.of(contract, "100");
        sales.step("updateReceipt", receipt, Map.of("amount", "200"));
        assertThat(sales.text(receipt, "amount.amount")).isEqualTo("200.00");

        finance.confirm(receipt, Map.of());

        assertThat(
                        codes(
                                sales.step("updateReceipt", receipt, Map.of("amount", "300")),
                                "updateReceipt"))
                .containsExactly("WRONG_STATE");
        assertThat(
                        codes(
                                seller.document(
                                                "mutation($id: ID!) { deleteReceipt(input: { id: $id, expectedVersion: 3 }) { userErrors { code } } }")
                                        .variable("id", receipt)
                                        .execute(),
                                "deleteReceipt"))
                .containsExactly("WRONG_STATE");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("200.00");
    }

    @Test
    void aPaidContractIsNotVoided() {
        String receipt = sales.of(contract, "100");
        finance.confirm(receipt, Map.of());

        assertThat(
                        codes(
                                contracts.step("voidContract", contract, Map.of("reason", "重复")),
                                "voidContract"))
                .containsExactly("WRONG_STATE");
        finance.reverse(receipt, "客户付错");
        contracts.step("voidContract", contract, Map.of("reason", "重复"));

        assertThat(contracts.text(contract, "state")).isEqualTo("VOID");
    }

    @Test
    void anAmendmentKeepsWhatAReversedReceiptHadPaid() {
        String receipt = sales.of(contract, "100");
        finance.confirm(receipt, Map.of());
        finance.reverse(receipt, "退票");
        List<Map<String, Object>> without = List.of(due("全款", "2026-12-31", "100000"));

        assertThat(
                        codes(
                                contracts.step(
                                        "amendContract",
                                        contract,
                                        Map.of("instalments", without, "reason", "改为一次付清")),
                                "amendContract"))
                .containsExactly("WRONG_STATE");
        Map<String, Object> kept = new HashMap<>(without.getFirst());
        kept.put("id", parts.get(2));
        contracts.step(
                "amendContract",
                contract,
                Map.of("instalments", List.of(kept), "reason", "改为一次付清"));

        assertThat(contracts.instalments(contract)).containsExactly(parts.get(2));
    }
}
