package headwater.crm.contract;

import headwater.crm.Company;
import headwater.crm.approval.Flows;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for contracts and changes them, with defaults wherever a test does not care. */
public final class Contracts {
    public static final String PASSWORD = "a long password";

    /** All that the tests look at. */
    public static final String SHOWN =
            "id number version state paymentStatus currency amount { amount } companyAmount { amount } paid { amount }"
                    + " waived { amount } open { amount } signedOn fulfilledOn completedAt closeReason rejectedReason"
                    + " account { id } opportunity { id } quote { id } owner { id }"
                    + " instalments { id position name dueOn amount paid waived open status overdue }"
                    + " endsOn amendments { state reason refusedReason amount { amount } }"
                    + " versions { revision reason amount { amount } plan { name amount } }";

    private static final Set<Company> WITHOUT_APPROVAL = ConcurrentHashMap.newKeySet();

    private final Company company;
    private final HttpGraphQlTester who;

    /** In tests of contracts nobody has to agree, unless a test says otherwise. */
    public Contracts(Company company, HttpGraphQlTester who) {
        nobodyHasToAgree(company);
        this.company = company;
        this.who = who;
    }

    /** Once for each company, as the flow that comes with the product asks finance and legal. */
    public static void nobodyHasToAgree(Company company) {
        if (WITHOUT_APPROVAL.add(company)) {
            new Flows(company).publish("CONTRACT");
        }
    }

    public static Map<String, Object> due(String name, String day, String amount) {
        return Map.of("name", name, "trigger", "DATE", "dueOn", day, "amount", amount);
    }

    public static Map<String, Object> after(
            String name, String milestone, int days, String amount) {
        return Map.of(
                "name", name,
                "trigger", "MILESTONE",
                "milestone", milestone,
                "offsetDays", days,
                "amount", amount);
    }

    public String account() {
        return company.create(who, "Account", Map.of("name", company.unique("华东物流有限公司")));
    }

    /** A draft. */
    public String draft(String account, String amount, List<Map<String, Object>> plan) {
        return company.create(
                who,
                "Contract",
                Map.of(
                        "account",
                        Map.of("id", account),
                        "title",
                        company.unique("云仓系统采购合同"),
                        "amount",
                        amount,
                        "instalments",
                        plan));
    }

    /** Approved and signed. */
    public String signed(String account, String amount, List<Map<String, Object>> plan) {
        String contract = draft(account, amount, plan);
        step("submitContract", contract, Map.of());
        step("signContract", contract, Map.of());
        return contract;
    }

    public Response create(Map<String, ?> input) {
        return mutate("createContract", "CreateContractInput", input);
    }

    /** In the version that the contract is in now. */
    public Response step(String mutation, String contract, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", contract);
        input.putIfAbsent("expectedVersion", version(contract));
        return mutate(
                mutation,
                mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input",
                input);
    }

    public Response waive(String contract, String instalment, String amount, String reason) {
        return mutate(
                "waiveInstalment",
                "WaiveInstalmentInput",
                Map.of(
                        "id", instalment,
                        "expectedVersion", version(contract),
                        "amount", amount,
                        "reason", reason));
    }

    private Response mutate(String mutation, String inputType, Map<String, ?> input) {
        return who.document(
                        "mutation($input: %s!) { %s(input: $input) { contract { %s } userErrors { code field message } } }"
                                .formatted(inputType, mutation, SHOWN))
                .variable("input", input)
                .execute();
    }

    public Response of(String contract) {
        return who.document("query($id: ID!) { contract(id: $id) { %s } }".formatted(SHOWN))
                .variable("id", contract)
                .execute();
    }

    public int version(String contract) {
        return of(contract).path("contract.version").entity(Integer.class).get();
    }

    /** One field of a contract, as text. */
    public String text(String contract, String path) {
        return of(contract).path("contract." + path).entity(String.class).get();
    }

    public void isEmpty(String contract, String path) {
        of(contract).path("contract." + path).valueIsNull();
    }

    public List<String> instalments(String contract) {
        return of(contract).path("contract.instalments[*].id").entityList(String.class).get();
    }
}
