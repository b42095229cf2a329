package headwater.crm.payment;

import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.contract.Contracts;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several people confirm money for the same contracts at the same time. */
@Api
class ReceiptConcurrencyTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;

    private Contracts contracts;
    private Receipts sales;
    private Receipts finance;
    private String account;

    @BeforeEach
    void people() {
        HttpGraphQlTester seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        sales = new Receipts(company, seller);
        finance = new Receipts(company, company.as(company.user("FINANCE", PASSWORD), PASSWORD));
        account = contracts.account();
    }

    private static List<String> atOnce(List<Callable<List<String>>> attempts) throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(attempts.size())) {
            for (Future<List<String>> attempt : threads.invokeAll(attempts)) {
                List<String> codes = attempt.get();
                outcomes.add(codes.isEmpty() ? "DONE" : String.join(",", codes));
            }
        }
        return outcomes;
    }

    private List<String> confirm(String receipt, Map<String, ?> more) {
        return Company.codes(finance.confirm(receipt, more), "confirmReceipt");
    }

    @Test
    void ofTwoSixtiesForOneHundredOneFails() throws Exception {
        for (int round = 0; round < 5; round++) {
            String contract =
                    contracts.signed(account, "100", List.of(due("全款", "2026-12-31", "100")));
            String one = sales.of(contract, "60");
            String other = sales.of(contract, "60");

            List<String> outcomes =
                    atOnce(List.of(() -> confirm(one, Map.of()), () -> confirm(other, Map.of())));

            assertThat(outcomes).containsExactlyInAnyOrder("DONE", "EXCEEDS_OPEN_AMOUNT");
            assertThat(contracts.text(contract, "paid.amount")).isEqualTo("60.00");
        }
    }

    @Test
    void oneReceiptIsConfirmedOnce() throws Exception {
        String contract = contracts.signed(account, "100", List.of(due("全款", "2026-12-31", "100")));
        String receipt = sales.of(contract, "40");
        Map<String, Object> version = Map.of("expectedVersion", sales.version(receipt));
        List<Callable<List<String>>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            attempts.add(
                    () -> {
                        var answer = finance.confirm(receipt, version);
                        List<String> errors = Receipts.errors(answer);
                        return errors.isEmpty() ? Company.codes(answer, "confirmReceipt") : errors;
                    });
        }

        assertThat(atOnce(attempts))
                .containsExactlyInAnyOrder(
                        "DONE", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT");
        assertThat(contracts.text(contract, "paid.amount")).isEqualTo("40.00");
    }

    @Test
    void receiptsThatCrossOverTwoContractsDoNotBlockEachOther() throws Exception {
        String first = contracts.signed(account, "1000", List.of(due("全款", "2026-12-31", "1000")));
        String second = contracts.signed(account, "1000", List.of(due("全款", "2026-12-31", "1000")));
        String a = contracts.instalments(first).getFirst();
        String b = contracts.instalments(second).getFirst();
        List<Callable<List<String>>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String receipt = sales.of(first, "20");
            String from = i % 2 == 0 ? a : b;
            String to = i % 2 == 0 ? b : a;
            attempts.add(
                    () ->
                            confirm(
                                    receipt,
                                    Map.of(
                                            "allocations",
                                            List.of(
                                                    Receipts.part(from, "10"),
                                                    Receipts.part(to, "10")))));
        }

        assertThat(atOnce(attempts)).containsOnly("DONE");
        assertThat(contracts.text(first, "paid.amount")).isEqualTo("80.00");
        assertThat(contracts.text(second, "paid.amount")).isEqualTo("80.00");
    }

    @Test
    void whateverHappensTheSumsAgree() throws Exception {
        String contract =
                contracts.signed(
                        account,
                        "300",
                        List.of(due("一", "2026-10-31", "100"), due("二", "2026-12-31", "200")));
        List<Callable<List<String>>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String receipt = sales.of(contract, Integer.toString(30 + i));
            attempts.add(
                    () -> {
                        List<String> codes = confirm(receipt, Map.of("allowAdvance", true));
                        finance.reverse(receipt, "退款");
                        return codes;
                    });
            String kept = sales.of(contract, "25");
            attempts.add(() -> confirm(kept, Map.of("allowAdvance", true)));
        }

        assertThat(atOnce(attempts)).containsOnly("DONE");

        assertThat(
                        db.fetchValue(
                                """
                                select count(*) from crm.contract c
                                where c.paid <> (select coalesce(sum(a.amount), 0) from crm.receipt_allocation a
                                                 where a.contract_id = c.contract_id)
                                   or c.paid <> (select coalesce(sum(i.paid), 0) from crm.instalment i
                                                 where i.contract_id = c.contract_id)
                                """))
                .isEqualTo(0L);
        assertThat(
                        db.fetchValue(
                                """
                                select count(*) from crm.receipt r
                                where r.allocated <> (select coalesce(sum(a.amount), 0) from crm.receipt_allocation a
                                                      where a.receipt_id = r.receipt_id)
                                """))
                .isEqualTo(0L);
    }
}
