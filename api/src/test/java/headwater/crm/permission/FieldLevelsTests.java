package headwater.crm.permission;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields that a person's roles take away stay away, whichever way he asks or writes. */
@Api
class FieldLevelsTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;

    private HttpGraphQlTester admin;
    private String opportunity;

    @BeforeEach
    void anOpportunity() {
        admin = company.admin();
        opportunity =
                company.create(
                        admin,
                        "Opportunity",
                        Map.of(
                                "name",
                                company.unique("Deal"),
                                "amount",
                                "1200.00",
                                "currency",
                                "CNY"));
    }

    @Test
    void aFieldOfLevelNoneIsNullAndNamed() {
        Response answer =
                ask(
                        with(level("Opportunity.amount", "NONE")),
                        "{ opportunity(id: \"%s\") { name amount { amount } companyAmount { amount } lines { id } changes { kind amount { amount } } } }"
                                .formatted(opportunity));

        answer.path("opportunity.name").hasValue();
        answer.path("opportunity.amount").valueIsNull();
        answer.path("opportunity.companyAmount").valueIsNull();
        answer.path("opportunity.lines").valueIsNull();
        answer.path("opportunity.changes[0].amount").valueIsNull();
        assertThat(restricted(answer))
                .containsExactly(
                        "Opportunity.amount",
                        "Opportunity.companyAmount",
                        "Opportunity.lines",
                        "OpportunityChange.amount");
    }

    @Test
    void theSameHoldsForNodesListsAndPayloads() {
        HttpGraphQlTester seller = with(level("Opportunity.closeOn", "NONE"));

        Response answer =
                ask(
                        seller,
                        "{ node(id: \"%s\") { ... on Opportunity { closeOn } } opportunities(first: 1) { nodes { closeOn } edges { node { closeOn } } } }"
                                .formatted(opportunity));
        answer.path("node.closeOn").valueIsNull();
        answer.path("opportunities.nodes[0].closeOn").valueIsNull();
        answer.path("opportunities.edges[0].node.closeOn").valueIsNull();

        Response changed = update(seller, Map.of("name", "Renamed"), "closeOn");
        changed.path("updateOpportunity.userErrors").entityList(Object.class).hasSize(0);
        changed.path("updateOpportunity.opportunity.closeOn").valueIsNull();
        assertThat(restricted(changed)).containsExactly("Opportunity.closeOn");
    }

    @ParameterizedTest
    @CsvSource({
        "13800001234, 138****1234",
        "zhang.san@example.com, z****@example.com",
        "王小明, 王****明",
        "ab, ****"
    })
    void aMaskedTextShowsItsPattern(String phone, String pattern) {
        String contact =
                company.create(
                        admin, "Contact", Map.of("name", company.unique("Zhang"), "phone", phone));

        ask(
                        with(level("Contact.phone", "MASKED")),
                        "{ contact(id: \"%s\") { phone } }".formatted(contact))
                .path("contact.phone")
                .entity(String.class)
                .isEqualTo(pattern);
    }

    @Test
    void whatIsNoTextHasNoPattern() {
        Response answer =
                ask(
                        with(level("Opportunity.probability", "MASKED")),
                        "{ opportunity(id: \"%s\") { probability } }".formatted(opportunity));

        answer.path("opportunity.probability").valueIsNull();
        assertThat(restricted(answer)).containsExactly("Opportunity.probability");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: { companyAmount: { gte: 1 } }",
                "filter: { not: { or: [{ companyAmount: { isNull: true } }] } }",
                "orderBy: [{ field: NAME }, { field: COMPANY_AMOUNT }]"
            })
    void belowReadNothingIsFilteredOrSortedByIt(String argument) {
        var errors =
                with(level("Opportunity.amount", "MASKED"))
                        .document(
                                "{ opportunities(first: 1, %s) { totalCount { value } } }"
                                        .formatted(argument))
                        .execute()
                        .returnResponse()
                        .getErrors();

        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().getExtensions()).containsEntry("code", "FIELD_NOT_ACCESSIBLE");
        assertThat(errors.getFirst().getMessage()).contains("Opportunity.companyAmount");
    }

    @ParameterizedTest
    @CsvSource({
        "Opportunity.amount, 'metric(name: \"wonAmount\", period: PERIOD) { unit }'",
        "Opportunity.owner, 'metric(name: \"wonCount\", period: PERIOD, dimensions: [\"team\"]) { unit }'",
        "Account.industry, 'metric(name: \"wonCount\", period: PERIOD, filter: { sectors: [\"x\"] }) { unit }'",
        "Opportunity.createdAt, 'metric(name: \"salesCycleDays\", period: PERIOD) { unit }'",
        "Opportunity.stage, 'metric(name: \"winRate\", period: PERIOD) { unit }'",
        "Opportunity.stage, 'funnel(pipeline: \"pip_1\", period: PERIOD) { wonCount }'"
    })
    void belowReadNothingIsCountedByIt(String field, String question) {
        var errors =
                with(level(field, "NONE"))
                        .document(
                                "{ analytics { %s } }"
                                        .formatted(
                                                question.replace(
                                                        "PERIOD",
                                                        "{ from: \"2026-01-01\", to: \"2027-01-01\" }")))
                        .execute()
                        .returnResponse()
                        .getErrors();

        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().getExtensions()).containsEntry("code", "FIELD_NOT_ACCESSIBLE");
    }

    @Test
    void aFieldThatMayOnlyBeReadIsNotChangedAndTheChangeFailsAsAWhole() {
        HttpGraphQlTester seller =
                with(level("Opportunity.amount", "READ"), level("Opportunity.closeOn", "READ"));

        Response refused =
                update(
                        seller,
                        Map.of("name", "Taken over", "amount", "1", "closeOn", "2030-01-01"),
                        "name");

        refused.path("updateOpportunity.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("amount", "closeOn");
        refused.path("updateOpportunity.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED", "NOT_PERMITTED");
        ask(admin, "{ opportunity(id: \"%s\") { name version } }".formatted(opportunity))
                .path("opportunity.version")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    @Test
    void givingBackWhatWasReadIsNoChange() {
        HttpGraphQlTester seller = with(level("Opportunity.amount", "READ"));

        update(seller, Map.of("name", "Renamed", "amount", "1200"), "name")
                .path("updateOpportunity.opportunity.name")
                .entity(String.class)
                .isEqualTo("Renamed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1200.00", "1"})
    void aHiddenValueIsNotLearnedByGuessing(String guess) {
        update(with(level("Opportunity.amount", "NONE")), Map.of("amount", guess), "name")
                .path("updateOpportunity.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED");
    }

    @ParameterizedTest
    @CsvSource({"currency, USD", "probability, 30"})
    void whatWouldChangeAHiddenFieldIsRefusedToo(String input, String value) {
        Object given = input.equals("probability") ? (Object) Integer.valueOf(value) : value;

        update(
                        with(
                                level("Opportunity.amount", "NONE"),
                                level("Opportunity.probability", "READ")),
                        Map.of(input, given),
                        "name")
                .path("updateOpportunity.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly(input);
    }

    @Test
    void aFieldCanBeGivenToNewRecordsOnly() {
        HttpGraphQlTester seller = with(level("Account.grade", "WRITE_ON_CREATE"));

        String account =
                company.create(
                        seller, "Account", Map.of("name", company.unique("New"), "grade", "B"));

        seller.document(
                        "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { userErrors { code field } } }")
                .variable("input", Map.of("id", account, "expectedVersion", 1, "grade", "A"))
                .execute()
                .path("updateAccount.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("grade");
    }

    @ParameterizedTest
    @CsvSource({"READ, 1", "WRITE_ON_CREATE, 0"})
    void aNewRecordTakesNoFieldThatMayOnlyBeRead(String level, int refusals) {
        with(level("Account.grade", level))
                .document(
                        "mutation($input: CreateAccountInput!) { createAccount(input: $input) { userErrors { code } } }")
                .variable("input", Map.of("name", company.unique("New"), "grade", "B"))
                .execute()
                .path("createAccount.userErrors")
                .entityList(Object.class)
                .hasSize(refusals);
    }

    @Test
    void stagesAreNotMovedByWhoMayOnlyReadThem() {
        with(level("Opportunity.stage", "READ"))
                .document(
                        "mutation($id: ID!) { moveStage(input: { id: $id, expectedVersion: 1, stage: { name: \"方案报价 Proposal\" } }) { userErrors { code field } } closeOpportunity(input: { id: $id, expectedVersion: 1, outcome: WON }) { userErrors { code field } } }")
                .variable("id", opportunity)
                .execute()
                .path("moveStage.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED")
                .path("closeOpportunity.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED");
    }

    @Test
    void ofSeveralRolesTheHighestCountsUnlessOneDenies() {
        String none =
                role(level("Opportunity.amount", "NONE"), level("Opportunity.closeOn", "NONE"));
        String read =
                role(level("Opportunity.amount", "READ"), level("Opportunity.closeOn", "DENIED"));

        Response answer =
                ask(
                        person(List.of(none, read)),
                        "{ opportunity(id: \"%s\") { amount { amount } closeOn } }"
                                .formatted(opportunity));

        answer.path("opportunity.amount.amount").entity(String.class).isEqualTo("1200.00");
        assertThat(restricted(answer)).containsExactly("Opportunity.closeOn");
    }

    @Test
    void holdForPeopleAndProductsToo() {
        Response answer =
                ask(
                        with(level("User.email", "NONE")),
                        "{ viewer { email name } users(first: 1) { nodes { email } } }");

        answer.path("viewer.email").valueIsNull();
        answer.path("users.nodes[0].email").valueIsNull();
        assertThat(restricted(answer)).containsExactly("User.email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Opportunity.amuont", "Opportunity.id", "Nothing.amount", "amount"})
    void aRoleNamesOnlyFieldsThatCanBeTakenAway(String field) {
        admin.document(
                        "mutation($input: CreateRoleInput!) { createRole(input: $input) { userErrors { field message } } }")
                .variable("input", roleInput(List.of(level(field, "NONE"))))
                .execute()
                .path("createRole.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "fields", "0", "field");
    }

    private record Level(String field, String level) {}

    private static Level level(String field, String level) {
        return new Level(field, level);
    }

    /** Somebody who may do everything with every record, but for these fields. */
    private HttpGraphQlTester with(Level... levels) {
        return person(List.of(role(levels)));
    }

    private HttpGraphQlTester person(List<String> roles) {
        String login = company.unique("fields").replace(' ', '.');
        company.create(
                admin,
                "User",
                Map.of("login", login, "name", login, "password", PASSWORD, "roles", roles));
        return company.as(login, PASSWORD);
    }

    private String role(Level... levels) {
        Map<String, Object> input = roleInput(List.of(levels));
        company.create(admin, "Role", input);
        return String.valueOf(input.get("key"));
    }

    private Map<String, Object> roleInput(List<Level> levels) {
        List<Map<String, String>> grants = new ArrayList<>();
        for (String object : List.of("ACCOUNT", "CONTACT", "OPPORTUNITY")) {
            for (String action : List.of("READ", "CREATE", "UPDATE")) {
                grants.add(Map.of("object", object, "action", action, "scope", "ALL"));
            }
        }
        String key = company.unique("FIELDS").replace(' ', '_');
        return new HashMap<>(Map.of("key", key, "name", key, "grants", grants, "fields", levels));
    }

    private Response update(HttpGraphQlTester who, Map<String, ?> change, String shown) {
        Map<String, Object> input = new HashMap<>(change);
        input.put("id", opportunity);
        input.put("expectedVersion", 1);
        return who.document(
                        "mutation($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { opportunity { %s } userErrors { code field message } } }"
                                .formatted(shown))
                .variable("input", input)
                .execute();
    }

    private static Response ask(HttpGraphQlTester who, String document) {
        return who.document(document).execute();
    }

    private static List<Object> restricted(Response answer) {
        Object named = answer.returnResponse().getExtensions().get("restricted");
        return named == null ? List.of() : List.copyOf((List<?>) named);
    }
}
