package headwater.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query.leads, the mutations of leads, and what is remembered of them. */
@Api
class LeadsTests {
    @Autowired private Company company;
    @Autowired private StatementCount statements;

    @Test
    void remembersEachStageWithTheValuesAsTheyWereThen() {
        HttpGraphQlTester admin = company.admin();
        String owner = userId(admin, company.user("SELLER", "a long password"));
        String lead =
                company.create(
                        admin,
                        "Lead",
                        Map.of(
                                "name", company.unique("王小明"),
                                "company", "苏州恒达科技有限公司",
                                "grade", "B",
                                "source", Map.of("externalId", "exhibition"),
                                "owner", Map.of("id", owner)));

        move(admin, lead, 1, "CONTACTED", null);
        move(admin, lead, 2, "SQL", null);
        move(admin, lead, 3, "MQL", "预算未定");

        var changes =
                admin.document(
                                "query($id: ID!) { lead(id: $id) { stage source { externalId } changes { kind stage grade reason owner { id } } touches { source { externalId } } } }")
                        .variable("id", lead)
                        .execute();
        changes.path("lead.stage").entity(String.class).isEqualTo("MQL");
        changes.path("lead.changes[*].stage")
                .entityList(String.class)
                .containsExactly("MQL", "SQL", "CONTACTED", "NEW");
        changes.path("lead.changes[0].reason").entity(String.class).isEqualTo("预算未定");
        changes.path("lead.changes[*].owner.id")
                .entityList(String.class)
                .containsExactly(owner, owner, owner, owner);
        changes.path("lead.touches[*].source.externalId")
                .entityList(String.class)
                .containsExactly("exhibition");
    }

    @Test
    void refusesAMoveBackwardWithoutReasonAndChangesNothing() {
        HttpGraphQlTester admin = company.admin();
        String lead = company.create(admin, "Lead", Map.of("name", company.unique("Back")));
        move(admin, lead, 1, "SQL", null);

        Response refused = tryMove(admin, lead, 2, "CONTACTED", null);

        refused.path("moveLead.userErrors[0].code").entity(String.class).isEqualTo("REQUIRED");
        refused.path("moveLead.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "reason");
        assertThat(stage(admin, lead)).isEqualTo("SQL");
    }

    @Test
    void aDisqualifiedLeadSaysWhyAndComesBackWithAReason() {
        HttpGraphQlTester admin = company.admin();
        String lead = company.create(admin, "Lead", Map.of("name", company.unique("Spam")));

        admin.document(
                        "mutation($id: ID!) { disqualifyLead(input: { id: $id, expectedVersion: 1, reason: \"空号\" }) { lead { stage disqualifiedReason } userErrors { code } } }")
                .variable("id", lead)
                .execute()
                .path("disqualifyLead.lead.disqualifiedReason")
                .entity(String.class)
                .isEqualTo("空号");
        move(admin, lead, 2, "NEW", "号码已更正");

        assertThat(stage(admin, lead)).isEqualTo("NEW");
    }

    @Test
    void cannotBeMovedToAnEnd() {
        HttpGraphQlTester admin = company.admin();
        String lead = company.create(admin, "Lead", Map.of("name", company.unique("End")));

        Response refused = tryMove(admin, lead, 1, "CONVERTED", null);

        refused.path("moveLead.userErrors[0].message")
                .entity(String.class)
                .isEqualTo("CONVERTED is an end; use convertLead.");
        assertThat(stage(admin, lead)).isEqualTo("NEW");
    }

    @Test
    void readsAPageByTheSameNumberOfStatementsForOneAndForMany() {
        HttpGraphQlTester admin = company.admin();
        for (int i = 0; i < 5; i++) {
            company.create(admin, "Lead", Map.of("name", company.unique("Counted")));
        }
        String page =
                "{ leads(last: %d) { nodes { name owner { name } source { name } changes { kind } touches { at } assignments { at } } } }";
        statements.take();

        admin.document(page.formatted(1)).executeAndVerify();
        int forOne = statements.take().size();
        admin.document(page.formatted(100)).executeAndVerify();
        List<String> forMany = statements.take();

        // Who asks; the page; owners; changes; touches; decisions; sources where there are any.
        assertThat(forMany).hasSizeBetween(6, 7);
        assertThat(forOne).isBetween(6, forMany.size());
    }

    private Response tryMove(
            HttpGraphQlTester who, String lead, int version, String stage, String reason) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", lead);
        input.put("expectedVersion", version);
        input.put("stage", stage);
        input.put("reason", reason);
        return who.document(
                        "mutation($input: MoveLeadInput!) { moveLead(input: $input) { lead { stage } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private void move(
            HttpGraphQlTester who, String lead, int version, String stage, String reason) {
        tryMove(who, lead, version, stage, reason)
                .path("moveLead.lead.stage")
                .entity(String.class)
                .isEqualTo(stage);
    }

    private static String stage(HttpGraphQlTester who, String lead) {
        return who.document("query($id: ID!) { lead(id: $id) { stage } }")
                .variable("id", lead)
                .execute()
                .path("lead.stage")
                .entity(String.class)
                .get();
    }

    static String userId(HttpGraphQlTester who, String login) {
        return who.document(
                        "query($login: String!) { users(first: 1, filter: { login: { eq: $login } }) { nodes { id } } }")
                .variable("login", login)
                .execute()
                .path("users.nodes[0].id")
                .entity(String.class)
                .get();
    }
}
