package headwater.crm.finance;

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
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** What happens in sales, what the ledger books of it, and where the two differ. */
@Api
class FinanceTests {
    private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();

    @Autowired private Company company;

    private Person seller;
    private Person finance;
    private Person connector;
    private Contracts contracts;

    @BeforeEach
    void people() {
        seller = company.person("SELLER");
        finance = company.person("FINANCE");
        connector = company.person("INTEGRATION");
        contracts = new Contracts(company, seller.who());
    }

    @Test
    void whatHasToBeBookedIsWrittenOnceWithTheFiguresOfThen() {
        String contract = signed("1000");
        String first = contracts.instalments(contract).getFirst();
        mutate(
                seller.who(),
                "amendContract",
                Map.of(
                        "id",
                        contract,
                        "expectedVersion",
                        contracts.version(contract),
                        "amount",
                        "1500",
                        "reason",
                        "增购",
                        "instalments",
                        List.of(
                                Map.of(
                                        "id", first,
                                        "name", "全款",
                                        "trigger", "DATE",
                                        "dueOn", "2026-12-31",
                                        "amount", "1000"),
                                due("增购款", "2027-03-31", "500"))),
                "");
        String receipt = registered(contract, "1600", "CNY");
        step(receipt, "confirmReceipt", Map.of("allowAdvance", true, "allocations", List.of()));
        // The rest is allocated in two goes; the money has arrived once.
        allocate(receipt, first, "400");
        allocate(receipt, first, "600");
        step(receipt, "reverseReceipt", Map.of("reason", "支票退票"));

        assertThat(
                        events(
                                "contract: { eq: \"%s\" }".formatted(contract),
                                "kind documentVersion amount { amount } reason"))
                .containsExactly(
                        "{kind=CONTRACT_APPROVED, documentVersion=1, amount={amount=1000.00}, reason=null}",
                        "{kind=CONTRACT_APPROVED, documentVersion=2, amount={amount=1500.00}, reason=增购}",
                        "{kind=RECEIPT_CONFIRMED, documentVersion=1, amount={amount=1600.00}, reason=null}",
                        "{kind=RECEIPT_REVERSED, documentVersion=1, amount={amount=1600.00}, reason=支票退票}");
    }

    @Test
    void theConnectorAsksForWhatNoVoucherBooksAndTellsWhatTheLedgerHas() {
        String receipt = confirmed("800", "CNY");
        String number = number(receipt);
        String awaiting = "receipt: { eq: \"%s\" }, voucher: { isNull: true }".formatted(receipt);
        assertThat(events(awaiting, "documentNumber"))
                .containsExactly("{documentNumber=" + number + "}");
        String external = company.unique("ledger");

        // Twice, as after a connection that broke.
        for (String outcome : List.of("CREATED", "EXISTING")) {
            mutate(
                            connector.who(),
                            "importVouchers",
                            Map.of(
                                    "rows",
                                    List.of(
                                            Map.of(
                                                    "number", "记-12",
                                                    "documentNumber", number,
                                                    "postedOn", TODAY,
                                                    "amount", "800",
                                                    "externalId", external))),
                            "results { outcome }")
                    .path("importVouchers.results[*].outcome")
                    .entityList(String.class)
                    .containsExactly(outcome);
        }

        assertThat(events(awaiting, "documentNumber")).isEmpty();
        assertThat(
                        events(
                                "receipt: { eq: \"%s\" }".formatted(receipt),
                                "voucher { number standing }"))
                .containsExactly("{voucher={number=记-12, standing=MATCHED}}");
    }

    @Test
    void aVoucherStandsAsItAgreesHoweverItComesAbout() {
        String early = registered(signed("900"), "900", "CNY");
        String booked = voucher(number(early), "RECEIPT_CONFIRMED", "900", "CNY");
        assertThat(standing(booked)).isEqualTo("UNMATCHED");
        step(early, "confirmReceipt", Map.of());
        assertThat(standing(booked)).isEqualTo("MATCHED");

        String again = voucher(number(early), "RECEIPT_CONFIRMED", "900", "CNY");
        assertThat(standing(again)).isEqualTo("DUPLICATE");
        change("deleteVoucher", booked, Map.of());
        assertThat(standing(again)).isEqualTo("MATCHED");
        change("restoreVoucher", booked, Map.of());
        assertThat(List.of(standing(booked), standing(again)))
                .containsExactly("MATCHED", "DUPLICATE");

        change("updateVoucher", booked, Map.of("amount", "899.99"));
        assertThat(standing(booked)).isEqualTo("DIFFERS");
        Map<String, Object> unnamed = new HashMap<>();
        unnamed.put("documentNumber", null);
        change("updateVoucher", booked, unnamed);
        assertThat(List.of(standing(booked), standing(again)))
                .containsExactly("UNMATCHED", "MATCHED");

        assertThat(standing(voucher(number(early), "RECEIPT_REVERSED", "900", "CNY")))
                .isEqualTo("UNMATCHED");
        assertThat(standing(voucher(number(early), "RECEIPT_CONFIRMED", "900", "USD")))
                .isEqualTo("DUPLICATE");
    }

    /** 500 + 300 + 200 arrive and 300 of it had not: 700. Booked: 500 + 250 - 300 + 40 = 490. */
    @Test
    void receiptsAreReconciledWithVouchersByCurrency() {
        String currency = currencyOfItsOwn();
        String matched = confirmed("500", currency);
        String taken = confirmed("300", currency);
        step(taken, "reverseReceipt", Map.of("reason", "退汇"));
        String unbooked = confirmed("200", currency);
        voucher(number(matched), "RECEIPT_CONFIRMED", "500", currency);
        voucher(number(taken), "RECEIPT_CONFIRMED", "250", currency);
        voucher(number(taken), "RECEIPT_REVERSED", "300", currency);
        voucher("没有这张单据", "RECEIPT_CONFIRMED", "40", currency);
        assertThat(standing(voucher(number(unbooked), "CONTRACT_APPROVED", "200", currency)))
                .isEqualTo("UNMATCHED");

        Response answer = reconciliation(finance.who(), TODAY, TODAY);

        answer.path("financeReconciliation[?(@.currency=='%s')]".formatted(currency))
                .entityList(Map.class)
                .containsExactly(
                        Map.of(
                                "currency",
                                currency,
                                "confirmed",
                                "1000.00",
                                "reversed",
                                "300.00",
                                "received",
                                "700.00",
                                "booked",
                                "490.00",
                                "difference",
                                "210.00",
                                "awaiting",
                                1,
                                "unmatched",
                                1,
                                "duplicates",
                                0,
                                "differing",
                                1));
        String tomorrow = LocalDate.parse(TODAY).plusDays(1).toString();
        reconciliation(finance.who(), tomorrow, tomorrow)
                .path("financeReconciliation[*].currency")
                .entityList(String.class)
                .doesNotContain(currency);
    }

    @Test
    void badInputIsToldWhatWouldBeRight() {
        assertThat(
                        messages(
                                mutate(
                                        connector.who(),
                                        "createVoucher",
                                        Map.of(
                                                "number", " ",
                                                "postedOn", "2999-01-01",
                                                "amount", "0",
                                                "currency", "RMB元",
                                                "documentVersion", 0),
                                        ""),
                                "createVoucher"))
                .contains(
                        "amount must be more than 0; a voucher in red books RECEIPT_REVERSED.",
                        "documentVersion: 1 or more.",
                        "\"RMB元\" is no ISO 4217 currency such as CNY.",
                        "postedOn, 2999-01-01, lies in the future.");
        assertThat(refusal(reconciliation(finance.who(), "2026-02-01", "2026-01-31")))
                .contains("to, 2026-01-31, lies before from, 2026-02-01.");
    }

    /** Who sells neither sees the books nor writes in them, nor learns a sum. */
    @Test
    void theBooksAreFinances() {
        String receipt = confirmed("700", "CNY");
        String voucher = voucher(number(receipt), "RECEIPT_CONFIRMED", "700", "CNY");

        assertThat(
                        events(
                                seller.who(),
                                "receipt: { eq: \"%s\" }".formatted(receipt),
                                "documentNumber"))
                .isEmpty();
        seller.who()
                .document("query { voucher(id: \"%s\") { number } }".formatted(voucher))
                .execute()
                .path("voucher")
                .valueIsNull();
        assertThat(refusal(reconciliation(seller.who(), TODAY, TODAY))).contains("FinanceEvent");
        assertThat(
                        refusal(
                                mutate(
                                        seller.who(),
                                        "createVoucher",
                                        Map.of(
                                                "number", "记-1",
                                                "postedOn", TODAY,
                                                "amount", "1"),
                                        "")))
                .isEqualTo("None of your roles grants CREATE on Voucher.");
    }

    /** Whichever of the two is written first, they find each other. */
    @Test
    void aVoucherAndItsReceiptAtOnceFindEachOther() throws Exception {
        for (int round = 0; round < 8; round++) {
            String receipt = registered(signed("60"), "60", "CNY");
            String number = number(receipt);
            try (var threads = Executors.newFixedThreadPool(2)) {
                Callable<String> books = () -> voucher(number, "RECEIPT_CONFIRMED", "60", "CNY");
                Callable<String> confirms =
                        () -> {
                            step(receipt, "confirmReceipt", Map.of());
                            return "";
                        };
                var both = threads.invokeAll(List.of(books, confirms));
                assertThat(standing(both.getFirst().get())).isEqualTo("MATCHED");
            }
        }
    }

    private String signed(String amount) {
        return contracts.signed(
                contracts.account(), amount, List.of(due("全款", "2026-12-31", amount)));
    }

    private String registered(String contract, String amount, String currency) {
        return company.create(
                seller.who(),
                "Receipt",
                Map.of(
                        "contract",
                        Map.of("id", contract),
                        "amount",
                        amount,
                        "currency",
                        currency,
                        "receivedOn",
                        TODAY));
    }

    /** Of no contract in particular, kept as the customer's advance. */
    private String confirmed(String amount, String currency) {
        String receipt =
                company.create(
                        seller.who(),
                        "Receipt",
                        Map.of(
                                "account", Map.of("id", contracts.account()),
                                "amount", amount,
                                "currency", currency,
                                "receivedOn", TODAY));
        step(receipt, "confirmReceipt", Map.of("allowAdvance", true));
        return receipt;
    }

    private void allocate(String receipt, String instalment, String amount) {
        step(
                receipt,
                "allocateReceipt",
                Map.of("allocations", List.of(Map.of("instalment", instalment, "amount", amount))));
    }

    private void step(String receipt, String mutation, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", receipt);
        input.put("expectedVersion", version("receipt", receipt));
        assertThat(messages(mutate(finance.who(), mutation, input, ""), mutation)).isEmpty();
    }

    private int version(String type, String id) {
        return finance.who()
                .document("query { %s(id: \"%s\") { version } }".formatted(type, id))
                .execute()
                .path(type + ".version")
                .entity(Integer.class)
                .get();
    }

    private String number(String receipt) {
        return finance.who()
                .document("query { receipt(id: \"%s\") { number } }".formatted(receipt))
                .execute()
                .path("receipt.number")
                .entity(String.class)
                .get();
    }

    private String voucher(String document, String books, String amount, String currency) {
        return company.create(
                connector.who(),
                "Voucher",
                Map.of(
                        "number", "记-7",
                        "books", books,
                        "documentNumber", document,
                        "postedOn", TODAY,
                        "amount", amount,
                        "currency", currency));
    }

    private void change(String mutation, String voucher, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", voucher);
        input.put("expectedVersion", version("voucher", voucher));
        String type = mutation.equals("updateVoucher") ? "UpdateVoucher" : "DeleteRecord";
        Response answer =
                connector
                        .who()
                        .document(
                                "mutation($input: %sInput!) { %s(input: $input) { userErrors { message } } }"
                                        .formatted(type, mutation))
                        .variable("input", input)
                        .execute();
        assertThat(messages(answer, mutation)).isEmpty();
    }

    private String standing(String voucher) {
        return finance.who()
                .document("query { voucher(id: \"%s\") { standing } }".formatted(voucher))
                .execute()
                .path("voucher.standing")
                .entity(String.class)
                .get();
    }

    private List<String> events(String filter, String selection) {
        return events(finance.who(), filter, selection);
    }

    private static List<String> events(HttpGraphQlTester who, String filter, String selection) {
        return who
                .document(
                        "query { financeEvents(first: 10, filter: { %s }, orderBy: { field: CREATED_AT }) { nodes { %s } } }"
                                .formatted(filter, selection))
                .execute()
                .path("financeEvents.nodes[*]")
                .entityList(Map.class)
                .get()
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Response reconciliation(HttpGraphQlTester who, String from, String to) {
        return who.document(
                        "query { financeReconciliation(from: \"%s\", to: \"%s\") { currency confirmed reversed received booked difference awaiting unmatched duplicates differing } }"
                                .formatted(from, to))
                .execute();
    }

    private static List<String> messages(Response answer, String mutation) {
        return answer.path(mutation + ".userErrors[*].message").entityList(String.class).get();
    }

    private static String refusal(Response answer) {
        StringBuilder text = new StringBuilder();
        answer.errors()
                .satisfy(
                        errors ->
                                text.append(
                                        errors.stream()
                                                .map(error -> error.getMessage())
                                                .collect(Collectors.joining("\n"))));
        return text.toString();
    }

    /** A currency that no other test has receipts in, at 1 to 1. */
    private String currencyOfItsOwn() {
        company.create(
                company.admin(),
                "CurrencyRate",
                Map.of("currency", "HUF", "validOn", "2020-01-01", "rate", "1"));
        return "HUF";
    }
}
