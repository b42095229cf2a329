package headwater.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.List;
import java.util.Map;

/** Mutation.moveStage, closeOpportunity and reopenOpportunity. */
@Api
class MoveStageTests {
    private static final String RESULT =
            " { opportunity { id version stageCategory closedAt lostReason probability stage { name }"
                    + " amount { amount } changes { kind stage { ordinal } amount { amount } } }"
                    + " userErrors { code field message } } }";

    @Autowired private Company company;

    private HttpGraphQlTester admin;
    private String opportunity;

    @BeforeEach
    void anOpenOpportunityInTheFirstStage() {
        admin = company.admin();
        opportunity = company.create(admin, "Opportunity", Map.of("name", company.unique("Deal")));
    }

    @Test
    void movesForwardAndKeepsHistory() {
        Response moved = move(1, "需求确认 Needs confirmed", Map.of());

        moved.path("moveStage.userErrors").entityList(Object.class).hasSize(0);
        moved.path("moveStage.opportunity.version").entity(Integer.class).isEqualTo(2);
        moved.path("moveStage.opportunity.probability").entity(Integer.class).isEqualTo(25);
        moved.path("moveStage.opportunity.changes[*].kind")
                .entityList(String.class)
                .containsExactly("STAGE", "CREATED");
    }

    @Test
    void refusesToMoveBackwardWithoutAReason() {
        move(1, "方案报价 Proposal", Map.of());

        Response refused = move(2, "初步接触 First contact", Map.of());

        refused.path("moveStage.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("REQUIRED");
        refused.path("moveStage.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "reason");
        assertThat(stageNow()).isEqualTo("方案报价 Proposal");
    }

    @Test
    void refusesAStaleVersionWithTheCurrentOne() {
        move(1, "方案报价 Proposal", Map.of());

        move(1, "商务谈判 Negotiation", Map.of())
                .errors()
                .satisfy(
                        errors -> {
                            assertThat(errors).hasSize(1);
                            assertThat(errors.getFirst().getExtensions())
                                    .containsEntry("code", "CONFLICT")
                                    .containsEntry("currentVersion", 2);
                        });
        assertThat(stageNow()).isEqualTo("方案报价 Proposal");
    }

    @Test
    void namesEverythingThatSpeaksAgainstClosing() {
        Response refused = close(1, Map.of("outcome", "WON"));

        refused.path("closeOpportunity.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("REQUIRED");
        assertThat(stageNow()).isEqualTo("初步接触 First contact");
    }

    @Test
    void closesAsWonWithTheFinalAmount() {
        Response won = close(1, Map.of("outcome", "WON", "amount", "4514.00"));

        won.path("closeOpportunity.opportunity.stageCategory")
                .entity(String.class)
                .isEqualTo("WON");
        won.path("closeOpportunity.opportunity.amount.amount")
                .entity(String.class)
                .isEqualTo("4514.00");
        won.path("closeOpportunity.opportunity.probability").entity(Integer.class).isEqualTo(100);
    }

    @Test
    void reopensInTheLastOpenStage() {
        move(1, "方案报价 Proposal", Map.of());
        close(2, Map.of("outcome", "LOST", "lostReason", company.lostReason()));

        Response reopened =
                admin.document(
                                "mutation($input: ReopenOpportunityInput!) { reopenOpportunity(input: $input)"
                                        + RESULT)
                        .variable(
                                "input",
                                Map.of(
                                        "id",
                                        opportunity,
                                        "expectedVersion",
                                        3,
                                        "closeOn",
                                        "2099-01-01",
                                        "reason",
                                        "They called back"))
                        .execute();

        reopened.path("reopenOpportunity.opportunity.stage.name")
                .entity(String.class)
                .isEqualTo("方案报价 Proposal");
        reopened.path("reopenOpportunity.opportunity.changes[*].kind")
                .entityList(String.class)
                .containsExactly("REOPENED", "CLOSED", "STAGE", "CREATED");
        reopened.path("reopenOpportunity.opportunity.closedAt").valueIsNull();
    }

    @Test
    void doesTheSameOnceWhenRepeatedWithItsKey() {
        Map<String, String> key = Map.of("idempotencyKey", company.unique("key"));
        move(1, "方案报价 Proposal", key);

        Response again = move(1, "方案报价 Proposal", key);

        again.path("moveStage.opportunity.version").entity(Integer.class).isEqualTo(2);
        again.path("moveStage.opportunity.changes").entityList(Object.class).hasSize(2);
    }

    @Test
    void refusesAKeyThatCameWithAnotherInput() {
        Map<String, String> key = Map.of("idempotencyKey", company.unique("key"));
        move(1, "方案报价 Proposal", key);

        move(2, "商务谈判 Negotiation", key)
                .path("moveStage.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("KEY_REUSED");
    }

    @Test
    void refusesABusinessInstantFromASeller() {
        String password = "a long password";
        var seller = company.as(company.user("SELLER", password), password);
        String own = company.create(seller, "Opportunity", Map.of("name", "Own"));

        Response refused =
                seller.document(
                                "mutation($input: MoveStageInput!) { moveStage(input: $input)"
                                        + RESULT)
                        .variable(
                                "input",
                                Map.of(
                                        "id",
                                        own,
                                        "expectedVersion",
                                        1,
                                        "stage",
                                        Map.of("name", "方案报价 Proposal"),
                                        "at",
                                        "2020-01-01T00:00:00Z"))
                        .execute();

        refused.path("moveStage.userErrors[*].code")
                .entityList(String.class)
                .isEqualTo(List.of("NOT_PERMITTED", "INVALID"));
    }

    private Response move(int version, String stage, Map<String, String> more) {
        var input = new java.util.HashMap<String, Object>(more);
        input.put("id", opportunity);
        input.put("expectedVersion", version);
        input.put("stage", Map.of("name", stage));
        return admin.document(
                        "mutation($input: MoveStageInput!) { moveStage(input: $input)" + RESULT)
                .variable("input", input)
                .execute();
    }

    private Response close(int version, Map<String, String> more) {
        var input = new java.util.HashMap<String, Object>(more);
        input.put("id", opportunity);
        input.put("expectedVersion", version);
        return admin.document(
                        "mutation($input: CloseOpportunityInput!) { closeOpportunity(input: $input)"
                                + RESULT)
                .variable("input", input)
                .execute();
    }

    private String stageNow() {
        return admin.document("query($id: ID!) { opportunity(id: $id) { stage { name } } }")
                .variable("id", opportunity)
                .execute()
                .path("opportunity.stage.name")
                .entity(String.class)
                .get();
    }
}
