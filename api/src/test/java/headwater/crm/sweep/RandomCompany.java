package headwater.crm.sweep;

import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.approval.Flows;
import headwater.crm.contract.Contracts;

import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Teams, roles, people and records at random, made through the API by the administrator. */
final class RandomCompany {
    static final int PEOPLE = 12;
    private static final int RECORDS = 14;
    private static final String PASSWORD = "a long password";
    private static final List<String> OBJECTS =
            List.of(
                    "ACCOUNT",
                    "CONTACT",
                    "OPPORTUNITY",
                    "LEAD",
                    "CAMPAIGN",
                    "QUOTE",
                    "CONTRACT",
                    "RECEIPT",
                    "INVOICE",
                    "FINANCE_EVENT",
                    "VOUCHER");

    private final Company company;
    private final Random random;
    private final List<String> fields;
    private final HttpGraphQlTester admin;

    final Map<String, HttpGraphQlTester> people = new LinkedHashMap<>();
    private final List<String> teams = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> contacts = new ArrayList<>();
    private final List<String> opportunities = new ArrayList<>();
    private final List<String> campaigns = new ArrayList<>();
    private final List<String> contracts = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private String pool;
    private String competitor;
    private String lostReason;

    /**
     * @param fields those that a role can take away
     */
    RandomCompany(Company company, Random random, List<String> fields) {
        this.company = company;
        this.random = random;
        this.fields = fields;
        this.admin = company.admin();
    }

    void found() {
        Contracts.nobodyHasToAgree(company);
        pool =
                company.create(
                        admin, "Pool", Map.of("name", company.unique("Pool"), "object", "LEAD"));
        company.create(
                admin,
                "AssignmentRule",
                Map.of(
                        "name",
                        company.unique("Rule"),
                        "ordinal",
                        1,
                        "active",
                        false,
                        "strategy",
                        "ROUND_ROBIN"));
        lostReason = company.lostReason();
        competitor =
                company.create(
                        admin,
                        "Competitor",
                        Map.of("name", company.unique("Rival"), "website", "rival.example"));
        for (int i = 0; i < 4; i++) {
            team();
        }
        for (int i = 0; i < 8; i++) {
            role(i);
        }
        for (int i = 0; i < PEOPLE; i++) {
            person(i);
        }
        for (int i = 0; i < RECORDS; i++) {
            account();
            contact();
            opportunity();
            campaign();
            lead();
            contract();
            receipt();
            invoice();
            voucher();
        }
        for (int i = 0; i < 2 * RECORDS; i++) {
            interaction();
        }
        for (int i = 0; i < RECORDS; i++) {
            task();
        }
        for (int i = 0; i < 2 * RECORDS; i++) {
            share();
        }
        commissions();
        deleteSome();
        calendar();
        prices();
        for (int i = 0; i < RECORDS; i++) {
            quote();
        }
        approvals();
        for (int i = 0; i < RECORDS; i++) {
            absence(i);
        }
        // Króna: no other test needs its rate.
        company.create(
                admin,
                "CurrencyRate",
                Map.of(
                        "currency",
                        "ISK",
                        "validOn",
                        LocalDate.EPOCH.plusDays(random.nextInt(9999)).toString(),
                        "rate",
                        "0.05"));
    }

    private void team() {
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique("Swept team"));
        input.put("kind", "TEAM");
        if (!teams.isEmpty()) {
            input.put("parent", Map.of("id", any(teams)));
        }
        teams.add(company.create(admin, "Team", input));
    }

    /** Even ones leave all fields open, odd ones take away some of everything. */
    private void role(int number) {
        String key = company.unique("SWEPT").replace(' ', '_');
        List<Map<String, Object>> grants = new ArrayList<>();
        for (String object : OBJECTS) {
            for (String action : List.of("READ", "CREATE", "UPDATE", "DELETE", "SHARE")) {
                if (random.nextInt(5) > 0) {
                    grants.add(grant(object, action));
                }
            }
        }
        List<Map<String, String>> levels = new ArrayList<>();
        for (String field : fields) {
            if (number % 2 == 1 && random.nextInt(3) == 0) {
                List<String> some = List.of("NONE", "MASKED", "READ", "WRITE_ON_CREATE");
                levels.add(Map.of("field", field, "level", any(some)));
            }
        }
        company.create(
                admin, "Role", Map.of("key", key, "name", key, "grants", grants, "fields", levels));
        roles.add(key);
    }

    private Map<String, Object> grant(String object, String action) {
        List<String> scopes =
                List.of("OWN", "SUBORDINATES", "TEAM", "TEAM_TREE", "LISTED_TEAM", "ALL", "ALL");
        String scope = random.nextInt(25) == 0 ? "DENIED" : any(scopes);
        Map<String, Object> grant = new HashMap<>();
        grant.put("object", object);
        grant.put("action", action);
        grant.put("scope", scope);
        if (scope.equals("LISTED_TEAM")) {
            grant.put("team", any(teams));
        }
        return grant;
    }

    /** The first six have one role each, so that no second one opens what it takes away. */
    private void person(int number) {
        String login = company.unique("swept").replace(' ', '.');
        Map<String, Object> input = new HashMap<>();
        input.put("login", login);
        input.put("name", login);
        input.put("email", login + "@example.com");
        input.put("password", PASSWORD);
        String first = roles.get(number % roles.size());
        String second = any(roles);
        input.put(
                "roles",
                number < 6 || first.equals(second) ? List.of(first) : List.of(first, second));
        if (random.nextInt(5) > 0) {
            input.put("team", Map.of("id", any(teams)));
        }
        if (!ids.isEmpty() && random.nextInt(4) > 0) {
            input.put("manager", Map.of("id", any(ids)));
        }
        String id = company.create(admin, "User", input);
        ids.add(id);
        people.put(id, company.as(login, PASSWORD));
    }

    private void account() {
        Map<String, Object> input = record("Swept account");
        input.put("industry", any(List.of("Energy", "Retail", "Health care")));
        input.put("grade", any(List.of("A", "B", "C")));
        input.put("phone", "138" + unlike());
        input.put("website", "https://example.com/" + random.nextInt(99));
        if (!accounts.isEmpty() && random.nextBoolean()) {
            input.put("parent", Map.of("id", any(accounts)));
        }
        accounts.add(company.create(admin, "Account", input));
    }

    private void contact() {
        Map<String, Object> input = record("Swept contact");
        input.put("email", "c" + unlike() + "@example.com");
        input.put("title", "Buyer");
        input.put("account", Map.of("id", any(accounts)));
        contacts.add(company.create(admin, "Contact", input));
    }

    private void opportunity() {
        Map<String, Object> input = record("Swept deal");
        input.put("account", Map.of("id", any(accounts)));
        input.put("contact", Map.of("id", any(contacts)));
        input.put("closeOn", "2027-0%d-15".formatted(1 + random.nextInt(9)));
        if (random.nextBoolean()) {
            String product =
                    company.create(
                            admin, "Product", Map.of("name", company.unique("Swept product")));
            input.put(
                    "lines",
                    List.of(Map.of("product", Map.of("id", product), "unitPrice", "12.50")));
        }
        if (random.nextBoolean()) {
            input.put("amount", Integer.toString(1000 + random.nextInt(9000)));
        }
        String id = company.create(admin, "Opportunity", input);
        opportunities.add(id);
        if (random.nextInt(3) == 0) {
            admin.document(
                            "mutation($id: ID!) { closeOpportunity(input: { id: $id, expectedVersion: 1, outcome: LOST, lostReason: \""
                                    + lostReason
                                    + "\", competitor: { id: \""
                                    + competitor
                                    + "\" } }) { userErrors { message } } }")
                    .variable("id", id)
                    .execute()
                    .path("closeOpportunity.userErrors")
                    .entityList(Object.class)
                    .hasSize(0);
        }
    }

    private void quote() {
        String product =
                company.create(
                        admin,
                        "Product",
                        Map.of("name", company.unique("Swept product"), "listPrice", "99"));
        Map<String, ?> its = Map.of("id", product);
        String quote =
                company.create(
                        admin,
                        "Quote",
                        Map.of(
                                "opportunity",
                                Map.of("id", any(opportunities)),
                                "terms",
                                "Swept terms",
                                "lines",
                                List.of(
                                        Map.of("product", its, "discountPercent", "5"),
                                        Map.of("product", its, "unitPrice", "80"))));
        int steps = random.nextInt(4);
        List<String> mutations = List.of("submitQuote", "sendQuote", "createQuoteRevision");
        for (int i = 0; i < steps; i++) {
            admin.document(
                            "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { userErrors { message } } }"
                                    .formatted(mutations.get(i), quote, i + 1))
                    .executeAndVerify();
        }
        if (random.nextBoolean()) {
            admin.document(
                            "mutation($input: ShareRecordInput!) { shareRecord(input: $input) { userErrors { message } } }")
                    .variable(
                            "input",
                            Map.of(
                                    "record",
                                    quote,
                                    "with",
                                    Map.of("user", any(ids)),
                                    "level",
                                    "READ"))
                    .executeAndVerify();
        }
    }

    /** Some of them run, some are withdrawn; two random people are asked each time. */
    private void approvals() {
        var flows = new Flows(company);
        String product =
                company.create(
                        admin,
                        "Product",
                        Map.of("name", company.unique("Swept product"), "listPrice", "99"));
        for (int i = 0; i < RECORDS; i++) {
            flows.publish("QUOTE", node(1, "ALL"), node(2, "ALL"));
            String quote =
                    company.create(
                            admin,
                            "Quote",
                            Map.of(
                                    "opportunity",
                                    Map.of("id", any(opportunities)),
                                    "lines",
                                    List.of(Map.of("product", Map.of("id", product)))));
            ask("submitQuote", quote, 1);
            if (random.nextInt(4) == 0) {
                ask("withdrawQuote", quote, 2);
            }
        }
        flows.discountsGoToTheSuperior();
    }

    private Map<String, Object> node(int step, String mode) {
        String one = any(ids);
        return Flows.node(step, mode, new Person(one, one, null));
    }

    private void ask(String mutation, String id, int version) {
        admin.document(
                        "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { userErrors { message } } }"
                                .formatted(mutation, id, version))
                .execute()
                .path(mutation + ".userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    /** In some state; the first of its instalments may be waived. */
    private void contract() {
        Map<String, Object> input = new HashMap<>();
        input.put("title", company.unique("Swept contract"));
        input.put("account", Map.of("id", any(accounts)));
        input.put("amount", "1000");
        input.put("owner", Map.of("id", any(ids)));
        input.put("terms", "Swept terms");
        input.put(
                "instalments",
                List.of(
                        Map.of(
                                "name",
                                "First",
                                "trigger",
                                "DATE",
                                "dueOn",
                                "202%d-05-01".formatted(5 + random.nextInt(4)),
                                "amount",
                                "400"),
                        Map.of(
                                "name",
                                "Last",
                                "trigger",
                                "MILESTONE",
                                "milestone",
                                "Acceptance",
                                "amount",
                                "600")));
        String contract = company.create(admin, "Contract", input);
        contracts.add(contract);
        int steps = random.nextInt(4);
        List<String> mutations = List.of("submitContract", "signContract", "startContract");
        for (int i = 0; i < steps; i++) {
            admin.document(
                            "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { userErrors { message } } }"
                                    .formatted(mutations.get(i), contract, i + 1))
                    .executeAndVerify();
        }
    }

    /** Half of them are meant for a contract. */
    private void receipt() {
        Map<String, Object> input = new HashMap<>();
        if (random.nextBoolean()) {
            input.put("contract", Map.of("id", any(contracts)));
        } else {
            input.put("account", Map.of("id", any(accounts)));
        }
        input.put("amount", Integer.toString(100 + random.nextInt(900)));
        input.put("receivedOn", "2026-0%d-15".formatted(1 + random.nextInt(9)));
        input.put("owner", Map.of("id", any(ids)));
        input.put("bankAccount", company.unique("6222 0200"));
        input.put("bankReference", "Swept");
        input.put("payer", any(List.of("Swept payer", "Another payer")));
        company.create(admin, "Receipt", input);
    }

    /** Some name a contract, which was approved in a version that there may not be. */
    private void voucher() {
        Map<String, Object> input = new HashMap<>();
        input.put("number", company.unique("Swept voucher"));
        input.put("books", any(List.of("CONTRACT_APPROVED", "RECEIPT_CONFIRMED")));
        input.put("documentNumber", "HT-%d-000001".formatted(2020 + random.nextInt(9)));
        input.put("documentVersion", 1 + random.nextInt(2));
        input.put("postedOn", "2026-0%d-15".formatted(1 + random.nextInt(9)));
        input.put("amount", Integer.toString(100 + random.nextInt(900)));
        input.put("note", "Swept");
        input.put("owner", Map.of("id", any(ids)));
        company.create(admin, "Voucher", input);
    }

    /** Of a contract of its own, which is approved at least. */
    private void invoice() {
        String contract =
                company.create(
                        admin,
                        "Contract",
                        Map.of(
                                "title",
                                company.unique("Swept contract"),
                                "account",
                                Map.of("id", any(accounts)),
                                "amount",
                                "500",
                                "instalments",
                                List.of(
                                        Map.of(
                                                "name",
                                                "All",
                                                "trigger",
                                                "DATE",
                                                "dueOn",
                                                "2030-01-01",
                                                "amount",
                                                "500"))));
        admin.document(
                        "mutation { submitContract(input: { id: \"%s\", expectedVersion: 1 }) { userErrors { message } } }"
                                .formatted(contract))
                .executeAndVerify();
        company.create(
                admin,
                "Invoice",
                Map.of(
                        "contract",
                        Map.of("id", contract),
                        "number",
                        company.unique("Swept invoice"),
                        "amount",
                        "500",
                        "issuedOn",
                        "2026-0%d-15".formatted(1 + random.nextInt(9)),
                        "taxNumber",
                        "SWEPT",
                        "owner",
                        Map.of("id", any(ids))));
    }

    /** Somebody registers, and another confirms. */
    private void commissions() {
        company.create(
                admin,
                "CommissionPlan",
                Map.of(
                        "name",
                        company.unique("Swept plan"),
                        "period",
                        "MONTH",
                        "method",
                        "TIER_MARGINAL",
                        "effectiveFrom",
                        // A day has one plan.
                        LocalDate.EPOCH.plusDays(random.nextInt(9999)).toString(),
                        "tiers",
                        List.of(
                                Map.of("from", "0", "rate", "3"),
                                Map.of("from", "300", "rate", "5"))));
        Person finance = company.person("FINANCE");
        for (int i = 0; i < RECORDS; i++) {
            commission(finance);
        }
        for (int i = 0; i < ids.size(); i += 2) {
            Company.mutate(
                    finance.who(),
                    "createCommissionPayout",
                    Map.of("owner", Map.of("id", ids.get(i))),
                    "");
        }
    }

    private void commission(Person finance) {
        Map<String, Object> plan =
                Map.of("name", "All", "trigger", "DATE", "dueOn", "2030-01-01", "amount", "500");
        String contract =
                company.create(
                        admin,
                        "Contract",
                        Map.of(
                                "title", company.unique("Swept contract"),
                                "account", Map.of("id", any(accounts)),
                                "owner", Map.of("id", any(ids)),
                                "amount", "500",
                                "instalments", List.of(plan)));
        for (String step : List.of("submitContract", "signContract")) {
            admin.document(
                            "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { userErrors { message } } }"
                                    .formatted(step, contract, step.startsWith("submit") ? 1 : 2))
                    .executeAndVerify();
        }
        String receipt =
                company.create(
                        admin,
                        "Receipt",
                        Map.of(
                                "contract", Map.of("id", contract),
                                "amount", "500",
                                "receivedOn", "2026-01-15",
                                "payer", "Swept payer",
                                "bankAccount", company.unique("6222 0300"),
                                "bankReference", "Swept"));
        finance.who()
                .document(
                        "mutation { confirmReceipt(input: { id: \"%s\", expectedVersion: 1 }) { userErrors { message } } }"
                                .formatted(receipt))
                .executeAndVerify();
    }

    private void prices() {
        String book =
                company.create(
                        admin,
                        "PriceBook",
                        Map.of(
                                "name",
                                company.unique("Swept prices"),
                                "validFrom",
                                "2026-01-01",
                                "rules",
                                List.of(
                                        Map.of(
                                                "family",
                                                "Swept family",
                                                "base",
                                                "COST",
                                                "percentOff",
                                                "-30",
                                                "roundTo",
                                                "10",
                                                "surcharge",
                                                "-0.01"),
                                        Map.of("base", "LIST_PRICE", "percentOff", "5"))));
        String product =
                company.create(
                        admin,
                        "Product",
                        Map.of("name", company.unique("Swept product"), "cost", "7.25"));
        for (String from : List.of("1", "10", "99.5")) {
            company.create(
                    admin,
                    "PriceBookEntry",
                    Map.of(
                            "priceBook",
                            Map.of("id", book),
                            "product",
                            Map.of("id", product),
                            "minQuantity",
                            from,
                            "unitPrice",
                            "12.30"));
        }
    }

    private void calendar() {
        company.create(
                admin,
                "WorkingCalendar",
                Map.of(
                        "name",
                        company.unique("Swept calendar"),
                        "week",
                        List.of(
                                Map.of("weekday", "TUESDAY", "from", "13:30", "to", "24:00"),
                                Map.of("weekday", "TUESDAY", "from", "00:00", "to", "08:15"),
                                Map.of("weekday", "MONDAY", "from", "09:00", "to", "12:00")),
                        "days",
                        List.of(
                                Map.of(
                                        "day",
                                        "2026-10-10",
                                        "kind",
                                        "WORKING",
                                        "hours",
                                        List.of(Map.of("from", "10:00", "to", "16:00"))),
                                Map.of("day", "2026-10-01", "kind", "HOLIDAY", "label", "国庆节"))));
    }

    /** Of one person each month, so that none overlap. */
    private void absence(int month) {
        LocalDate first = LocalDate.of(2031, 1, 1).plusMonths(month);
        Map<String, Object> days =
                Map.of("from", first.toString(), "to", first.plusDays(5).toString());
        company.create(
                admin,
                "Absence",
                Map.of(
                        "user",
                        Map.of("id", any(ids)),
                        "period",
                        Map.of("days", days),
                        "reason",
                        "Swept"));
    }

    private void campaign() {
        Map<String, Object> input = record("Swept campaign");
        input.put("kind", any(List.of("Fair", "Webinar")));
        input.put("plannedBudget", Integer.toString(1000 + random.nextInt(9000)));
        input.put("startsOn", "2027-0%d-15".formatted(1 + random.nextInt(9)));
        campaigns.add(company.create(admin, "Campaign", input));
    }

    /** One of four lies in a pool. */
    private void lead() {
        Map<String, Object> input = record("Swept lead");
        input.put("company", company.unique("Swept enquirer"));
        input.put("phone", "139" + unlike());
        input.put("region", any(List.of("上海", "江苏")));
        input.put("grade", any(List.of("A", "B", "C")));
        input.put("campaign", Map.of("id", any(campaigns)));
        input.put("source", Map.of("externalId", "website"));
        if (random.nextInt(4) == 0) {
            input.remove("owner");
            input.put("pool", Map.of("id", pool));
        }
        leads.add(company.create(admin, "Lead", input));
    }

    /** Of somebody who need not see what it hangs on. */
    private void interaction() {
        Map<String, Object> input = new HashMap<>();
        input.put("kind", any(List.of("CALL", "VISIT", "EMAIL", "NOTE")));
        if (input.get("kind").equals("CALL")) {
            input.put("outcome", any(List.of("CONNECTED", "NOT_CONNECTED")));
            input.put("durationSeconds", random.nextInt(999));
        }
        input.put("subject", company.unique("Swept interaction"));
        input.put("content", any(List.of("客户要求报价", "约定下周拜访")));
        input.put("externalId", company.unique("swept"));
        input.put("actor", Map.of("id", any(ids)));
        Map<String, List<String>> places =
                Map.of(
                        "account", accounts,
                        "contact", contacts,
                        "opportunity", opportunities,
                        "lead", leads);
        String place = any(List.of("account", "contact", "opportunity", "lead"));
        input.put(place, Map.of("id", any(places.get(place))));
        company.create(admin, "Interaction", input);
    }

    /** Of somebody who need not see what it is about. */
    private void task() {
        Map<String, Object> input = record("Swept task");
        input.put("subject", input.remove("name"));
        input.put("about", any(List.of(any(accounts), any(contacts), any(opportunities))));
        input.put("priority", any(List.of("HIGH", "LOW")));
        input.put("dueAt", "2026-12-%02dT01:00:00Z".formatted(1 + random.nextInt(28)));
        company.create(admin, "Task", input);
    }

    /** Eight digits that no other record has, so that none is taken for another. */
    private String unlike() {
        int number = Integer.parseInt(company.unique("").strip());
        return "%08d".formatted(10_000_000 + number);
    }

    private Map<String, Object> record(String word) {
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique(word));
        input.put("owner", Map.of("id", any(ids)));
        input.put("externalId", company.unique("swept"));
        return input;
    }

    /** One of six goes to the recycle bin, and stays what others refer to. */
    private void deleteSome() {
        Map.of("Account", accounts, "Contact", contacts)
                .forEach(
                        (type, made) ->
                                made.stream()
                                        .filter(id -> random.nextInt(6) == 0)
                                        .forEach(id -> delete(type, id)));
    }

    private void delete(String type, String id) {
        admin.document(
                        "mutation($id: ID!) { delete%s(input: { id: $id, expectedVersion: 1 }) { userErrors { message } } }"
                                .formatted(type))
                .variable("id", id)
                .executeAndVerify();
    }

    private void share() {
        String record = any(random.nextBoolean() ? accounts : contacts);
        Map<String, Object> with =
                switch (random.nextInt(4)) {
                    case 0 -> Map.of("user", any(ids));
                    case 1 -> Map.of("team", any(teams));
                    case 2 -> Map.of("teamAndBelow", any(teams));
                    default -> Map.of("role", any(roles));
                };
        admin.document(
                        "mutation($input: ShareRecordInput!) { shareRecord(input: $input) { userErrors { message } } }")
                .variable(
                        "input",
                        Map.of(
                                "record", record,
                                "with", with,
                                "level", random.nextBoolean() ? "READ" : "EDIT"))
                .executeAndVerify();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
