package headwater.crm.opportunity;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.approval.Flows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SPEC C2: somebody has to agree before an opportunity comes into 商务谈判. */
@Api
class StageApprovalTests {
    @Autowired private Company company;

    private Person manager;
    private Person seller;
    private String pipeline;

    @BeforeEach
    void aPipeline() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
        pipeline =
                company.create(
                        company.admin(),
                        "Pipeline",
                        Map.of(
                                "name",
                                company.unique("审批流程"),
                                "stages",
                                List.of(
                                        open("初步接触", Map.of()),
                                        open(
                                                "商务谈判",
                                                Map.of("approvalOnEntry", true, "maxStayDays", 10)),
                                        open("合同准备", Map.of()),
                                        Map.of("name", "赢单", "category", "WON"),
                                        Map.of("name", "输单", "category", "LOST"))));
    }

    @AfterEach
    void theSuperiorAgrees() {
        new Flows(company)
                .publish(
                        "OPPORTUNITY",
                        Map.of(
                                "step",
                                1,
                                "name",
                                "上级审批",
                                "mode",
                                "ANY",
                                "approvers",
                                List.of(Map.of("managerLevel", 1))));
    }

    @Test
    void staysWhereItIsUntilTheSuperiorAgrees() {
        String opportunity = opportunity(Map.of("amount", "80000"));

        Response asked = move(seller, opportunity, "商务谈判", Map.of("reason", "客户要报价"));

        assertThat(codes(asked, "moveStage")).isEmpty();
        assertThat(text(opportunity, "stage.name")).isEqualTo("初步接触");
        assertThat(text(opportunity, "pendingStage.name")).isEqualTo("商务谈判");
        assertThat(list(opportunity, "changes[*].kind")).containsExactly("CREATED");
        assertThat(approval(opportunity, "subject"))
                .isEqualTo(text(opportunity, "name") + " → 商务谈判");

        Response yes = decide(opportunity, "APPROVE", Map.of());

        assertThat(codes(yes, "decideApproval")).isEmpty();
        assertThat(text(opportunity, "stage.name")).isEqualTo("商务谈判");
        assertThat(isWaiting(opportunity)).isFalse();
        assertThat(list(opportunity, "changes[*].kind")).containsExactly("STAGE", "CREATED");
        assertThat(text(opportunity, "changes[0].reason")).isEqualTo("客户要报价");
        assertThat(text(opportunity, "changes[0].by.id")).isEqualTo(manager.id());
    }

    @Test
    void aNoLeavesItFreeToAskAgain() {
        String opportunity = opportunity(Map.of());
        move(seller, opportunity, "商务谈判", Map.of());

        decide(opportunity, "REJECT", Map.of("comment", "先见决策人"));

        assertThat(text(opportunity, "stage.name")).isEqualTo("初步接触");
        assertThat(isWaiting(opportunity)).isFalse();
        assertThat(codes(move(seller, opportunity, "商务谈判", Map.of()), "moveStage")).isEmpty();
        assertThat(text(opportunity, "pendingStage.name")).isEqualTo("商务谈判");
    }

    @Test
    void whoAskedTakesItBackAndUntilThenNothingOvertakesIt() {
        String opportunity = opportunity(Map.of("amount", "80000"));
        move(seller, opportunity, "商务谈判", Map.of());

        Response again = move(seller, opportunity, "商务谈判", Map.of());
        Response lost =
                change(
                        seller,
                        "closeOpportunity",
                        opportunity,
                        Map.of("outcome", "LOST", "lostReason", company.lostReason()));
        Response more = change(seller, "updateOpportunity", opportunity, Map.of("amount", "90000"));
        Response gone =
                seller.who()
                        .document(
                                "mutation($id: ID!, $version: Int!) { deleteOpportunity(input: { id: $id, expectedVersion: $version }) { userErrors { code } } }")
                        .variable("id", opportunity)
                        .variable("version", version(opportunity))
                        .execute();
        Response renamed = change(seller, "updateOpportunity", opportunity, Map.of("name", "云仓二期"));
        Response back = change(seller, "withdrawStageMove", opportunity, Map.of());
        Response twice = change(seller, "withdrawStageMove", opportunity, Map.of());

        assertThat(codes(again, "moveStage")).containsExactly("WRONG_STATE");
        assertThat(codes(lost, "closeOpportunity")).containsExactly("WRONG_STATE");
        assertThat(codes(more, "updateOpportunity")).containsExactly("WRONG_STATE");
        assertThat(codes(gone, "deleteOpportunity")).containsExactly("WRONG_STATE");
        assertThat(codes(renamed, "updateOpportunity")).isEmpty();
        assertThat(codes(back, "withdrawStageMove")).isEmpty();
        assertThat(codes(twice, "withdrawStageMove")).containsExactly("WRONG_STATE");
        assertThat(isWaiting(opportunity)).isFalse();
        assertThat(approval(opportunity, "state")).isEqualTo("WITHDRAWN");
    }

    @Test
    void noPathLeadsAroundIt() {
        String opportunity = opportunity(Map.of("amount", "80000"));

        Response past = move(seller, opportunity, "合同准备", Map.of());
        Response won = change(seller, "closeOpportunity", opportunity, Map.of("outcome", "WON"));
        Response begun =
                mutate(
                        seller.who(),
                        "createOpportunity",
                        Map.of(
                                "name",
                                "直接谈判",
                                "pipeline",
                                Map.of("id", pipeline),
                                "stage",
                                Map.of("name", "商务谈判")),
                        "");
        Response imported =
                mutate(
                        company.admin(),
                        "importOpportunities",
                        Map.of(
                                "rows",
                                List.of(
                                        Map.of(
                                                "opportunity",
                                                Map.of(
                                                        "name",
                                                        "导入",
                                                        "externalId",
                                                        company.unique("ext"),
                                                        "pipeline",
                                                        Map.of("id", pipeline),
                                                        "createdAt",
                                                        "2026-01-05T00:00:00Z"),
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "stage",
                                                                Map.of("name", "合同准备"),
                                                                "at",
                                                                "2026-01-06T00:00:00Z"))))),
                        "results { userErrors { code } }");

        assertThat(codes(past, "moveStage")).containsExactly("STAGE_GATE_UNMET");
        assertThat(codes(won, "closeOpportunity")).containsExactly("STAGE_GATE_UNMET");
        assertThat(codes(begun, "createOpportunity")).containsExactly("STAGE_GATE_UNMET");
        assertThat(
                        imported.path("importOpportunities.results[0].userErrors[*].code")
                                .entityList(String.class)
                                .get())
                .containsExactly("STAGE_GATE_UNMET");
        assertThat(text(opportunity, "stage.name")).isEqualTo("初步接触");
    }

    @Test
    void manyAtOnceWaitAsOneDoes() {
        String first = opportunity(Map.of());
        String second = opportunity(Map.of());

        Response both =
                mutate(
                        seller.who(),
                        "moveStages",
                        Map.of("rows", List.of(moveOf(first), moveOf(second))),
                        "results { userErrors { code } }");

        assertThat(both.path("moveStages.results[*].userErrors[*]").entityList(Object.class).get())
                .isEmpty();
        assertThat(text(first, "pendingStage.name")).isEqualTo("商务谈判");
        assertThat(text(second, "stage.name")).isEqualTo("初步接触");
    }

    @Test
    void whoMayOverrideNeedNotAskButTheHistorySaysSo() {
        String opportunity = opportunity(Map.of());

        Response bySeller =
                move(seller, opportunity, "商务谈判", Map.of("override", true, "reason", "急"));
        Response byAdmin =
                mutate(
                        company.admin(),
                        "moveStage",
                        with(moveOf(opportunity), Map.of("override", true, "reason", "历史数据补录")),
                        "");

        assertThat(codes(bySeller, "moveStage")).containsExactly("NOT_PERMITTED");
        assertThat(codes(byAdmin, "moveStage")).isEmpty();
        assertThat(text(opportunity, "stage.name")).isEqualTo("商务谈判");
        assertThat(list(opportunity, "changes[0].unmet[*]"))
                .containsExactly("ENTRY of \"商务谈判\": an approval; move there first");
    }

    @Test
    void aFlowThatAsksNobodyLetsItInAtOnce() {
        new Flows(company)
                .publish(
                        "OPPORTUNITY",
                        Flows.node(
                                1,
                                "ANY",
                                Map.of("measure", "AMOUNT", "above", "100000"),
                                Map.of("managerLevel", 1)));
        String small = opportunity(Map.of("amount", "100000"));
        String large = opportunity(Map.of("amount", "100000.01"));

        move(seller, small, "商务谈判", Map.of());
        move(seller, large, "商务谈判", Map.of());

        assertThat(text(small, "stage.name")).isEqualTo("商务谈判");
        assertThat(text(large, "stage.name")).isEqualTo("初步接触");
    }

    @Test
    void theGuideSaysSoBeforehandAndBackwardNobodyIsAsked() {
        String opportunity = opportunity(Map.of());
        assertThat(guide(opportunity)).isTrue();
        move(seller, opportunity, "商务谈判", Map.of());
        decide(opportunity, "APPROVE", Map.of());
        move(seller, opportunity, "合同准备", Map.of());

        Response back = move(seller, opportunity, "商务谈判", Map.of("reason", "重新谈价"));

        assertThat(codes(back, "moveStage")).isEmpty();
        assertThat(text(opportunity, "stage.name")).isEqualTo("商务谈判");
    }

    @Test
    void whatWaitsForAStageThatGoesWaitsForItsSuccessor() {
        String opportunity = opportunity(Map.of());
        move(seller, opportunity, "商务谈判", Map.of());

        Response updated =
                mutate(
                        company.admin(),
                        "updatePipeline",
                        Map.of(
                                "id",
                                pipeline,
                                "expectedVersion",
                                1,
                                "stages",
                                List.of(
                                        open("初步接触", Map.of()),
                                        open("合同准备", Map.of("approvalOnEntry", true)),
                                        Map.of("name", "赢单", "category", "WON"),
                                        Map.of("name", "输单", "category", "LOST")),
                                "stageMapping",
                                List.of(
                                        Map.of(
                                                "from",
                                                Map.of("name", "商务谈判"),
                                                "to",
                                                Map.of("name", "合同准备")))),
                        "");
        assertThat(codes(updated, "updatePipeline")).isEmpty();
        decide(opportunity, "APPROVE", Map.of());

        assertThat(text(opportunity, "stage.name")).isEqualTo("合同准备");
    }

    @Test
    void nobodyBeginsInSuchAStageByItsSettings() {
        Response both =
                mutate(
                        company.admin(),
                        "createPipeline",
                        Map.of(
                                "name",
                                company.unique("矛盾流程"),
                                "stages",
                                List.of(
                                        open("初步接触", Map.of()),
                                        open(
                                                "商务谈判",
                                                Map.of(
                                                        "approvalOnEntry",
                                                        true,
                                                        "createAllowed",
                                                        true)),
                                        Map.of(
                                                "name",
                                                "赢单",
                                                "category",
                                                "WON",
                                                "approvalOnEntry",
                                                true),
                                        Map.of("name", "输单", "category", "LOST"))),
                        "");

        assertThat(codes(both, "createPipeline")).containsExactly("INVALID", "INVALID");
    }

    private static Map<String, Object> open(String name, Map<String, ?> more) {
        return with(more, Map.of("name", name, "category", "OPEN", "probability", 20));
    }

    private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private String opportunity(Map<String, ?> more) {
        return company.create(
                seller.who(),
                "Opportunity",
                with(
                        more,
                        Map.of(
                                "name",
                                company.unique("云仓项目"),
                                "pipeline",
                                Map.of("id", pipeline))));
    }

    private Map<String, Object> moveOf(String opportunity) {
        return Map.of(
                "id",
                opportunity,
                "expectedVersion",
                version(opportunity),
                "stage",
                Map.of("name", "商务谈判"));
    }

    private Response move(Person who, String opportunity, String stage, Map<String, ?> more) {
        return change(
                who, "moveStage", opportunity, with(more, Map.of("stage", Map.of("name", stage))));
    }

    private Response change(Person who, String mutation, String opportunity, Map<String, ?> more) {
        return mutate(
                who.who(),
                mutation,
                with(more, Map.of("id", opportunity, "expectedVersion", version(opportunity))),
                "");
    }

    private Response decide(String opportunity, String decision, Map<String, ?> more) {
        return mutate(
                manager.who(),
                "decideApproval",
                with(
                        more,
                        Map.of(
                                "id",
                                approval(opportunity, "tasks[0].id"),
                                "expectedVersion",
                                1,
                                "decision",
                                decision)),
                "");
    }

    private String approval(String opportunity, String path) {
        return manager.who()
                .document(
                        "query($id: ID!) { approvals(last: 1, filter: { about: { eq: $id } }) { nodes { state subject tasks { id } } } }")
                .variable("id", opportunity)
                .execute()
                .path("approvals.nodes[0]." + path)
                .entity(String.class)
                .get();
    }

    private boolean guide(String opportunity) {
        return seller.who()
                .document(
                        "query($id: ID!) { stageGuide(id: $id, toStage: { name: \"商务谈判\" }) { ready approval } }")
                .variable("id", opportunity)
                .execute()
                .path("stageGuide.approval")
                .entity(Boolean.class)
                .get();
    }

    private int version(String opportunity) {
        return known(opportunity).path("opportunity.version").entity(Integer.class).get();
    }

    private boolean isWaiting(String opportunity) {
        return known(opportunity).path("opportunity").entity(Map.class).get().get("pendingStage")
                != null;
    }

    private String text(String opportunity, String path) {
        return known(opportunity).path("opportunity." + path).entity(String.class).get();
    }

    private List<String> list(String opportunity, String path) {
        return known(opportunity).path("opportunity." + path).entityList(String.class).get();
    }

    private Response known(String opportunity) {
        return seller.who()
                .document(
                        "query($id: ID!) { opportunity(id: $id) { version name stage { name } pendingStage { name } changes { kind reason unmet by { id } } } }")
                .variable("id", opportunity)
                .execute();
    }
}
