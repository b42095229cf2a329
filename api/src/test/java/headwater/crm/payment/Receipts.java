package headwater.crm.payment;

import headwater.crm.Company;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Registers receipts and confirms them, with defaults wherever a test does not care. */
final class Receipts {
    static final String TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();

    private static final String SHOWN =
            "id number version state currency amount { amount } companyAmount { amount currencyCode } rate settlementAmount { amount currencyCode }"
                    + " allocated { amount } advance { amount currencyCode } owner { id } account { id } contract { id } confirmedBy { id } reverseReason"
                    + " allocations { contract { id } position amount { amount } companyAmount { amount } kind }";

    private final Company company;
    private final HttpGraphQlTester who;

    Receipts(Company company, HttpGraphQlTester who) {
        this.company = company;
        this.who = who;
    }

    static Map<String, Object> part(String instalment, String amount) {
        return Map.of("instalment", instalment, "amount", amount);
    }

    /** Of a contract, today. */
    String of(String contract, String amount) {
        return company.create(
                who,
                "Receipt",
                Map.of(
                        "contract", Map.of("id", contract),
                        "amount", amount,
                        "receivedOn", TODAY));
    }

    Response register(Map<String, ?> input) {
        return mutate("createReceipt", "CreateReceiptInput", input);
    }

    Response confirm(String receipt, Map<String, ?> more) {
        return step("confirmReceipt", receipt, more);
    }

    Response reverse(String receipt, String reason) {
        return step("reverseReceipt", receipt, Map.of("reason", reason));
    }

    Response step(String mutation, String receipt, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", receipt);
        input.putIfAbsent("expectedVersion", version(receipt));
        return mutate(
                mutation,
                mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input",
                input);
    }

    private Response mutate(String mutation, String inputType, Map<String, ?> input) {
        return who.document(
                        "mutation($input: %s!) { %s(input: $input) { receipt { %s } userErrors { code field message } } }"
                                .formatted(inputType, mutation, SHOWN))
                .variable("input", input)
                .execute();
    }

    Response get(String receipt) {
        return who.document("query($id: ID!) { receipt(id: $id) { %s } }".formatted(SHOWN))
                .variable("id", receipt)
                .execute();
    }

    int version(String receipt) {
        return get(receipt).path("receipt.version").entity(Integer.class).get();
    }

    String text(String receipt, String path) {
        return get(receipt).path("receipt." + path).entity(String.class).get();
    }

    /** The amounts of its entries, in the order of making. */
    List<String> entries(String receipt) {
        return get(receipt)
                .path("receipt.allocations[*].amount.amount")
                .entityList(String.class)
                .get();
    }

    /** The code of the error that the whole operation ended with. */
    static List<String> errors(Response answer) {
        List<String> codes = new ArrayList<>();
        answer.errors()
                .satisfy(
                        errors ->
                                errors.forEach(
                                        error ->
                                                codes.add(
                                                        String.valueOf(
                                                                error.getExtensions()
                                                                        .get("code")))));
        return codes;
    }
}
