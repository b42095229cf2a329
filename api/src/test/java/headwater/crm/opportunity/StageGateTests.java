package headwater.crm.opportunity;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stages ask for, on every path into and out of them. */
@Api
class StageGateTests {
    private static final String SHOWN =
            "opportunity { version stage { name } stageCategory changes { kind overridden unmet } }";

    @Autowired private Company company;
    @Autowired private DSLContext db;
    @Autowired private StageTasks facts;

    private Person manager;
    private Person seller;

    @BeforeEach
    void hire() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
    }

    @Test
    void namesAllThatIsMissingAndChangesNothing() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage(
                                "初步接触",
                                Map.of(
                                        "exitCriteria",
                                        List.of(
                                                Map.of(
                                                        "kind",
                                                        "INTERACTIONS",
                                                        "count",
                                                        1,
                                                        "interaction",
                                                        "VISIT")))),
                        stage(
                                "方案报价",
                                Map.of(
                                        "entryCriteria",
                                        List.of(
                                                Map.of("kind", "AMOUNT_ABOVE", "above", "0"),
                                                Map.of("kind", "DECISION_MAKER"),
                                                filled("closeOn")))));
        String opportunity = opportunity(pipeline, Map.of());

        Response refused = move(seller, opportunity, "方案报价", Map.of());

        assertThat(codes(refused, "moveStage"))
                .containsExactly(
                        "STAGE_GATE_UNMET",
                        "STAGE_GATE_UNMET",
                        "STAGE_GATE_UNMET",
                        "STAGE_GATE_UNMET");
        assertThat(refused.path("moveStage.userErrors[1].message").entity(String.class).get())
                .isEqualTo("ENTRY of \"方案报价\": an amount above 0");
        assertThat(stage(opportunity)).isEqualTo("初步接触");
    }

    @Test
    void movesOnOnceAllIsMet() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage(
                                "初步接触",
                                Map.of(
                                        "exitCriteria",
                                        List.of(
                                                Map.of(
                                                        "kind",
                                                        "INTERACTIONS",
                                                        "count",
                                                        1,
                                                        "interaction",
                                                        "VISIT")))),
                        stage(
                                "方案报价",
                                Map.of(
                                        "entryCriteria",
                                        List.of(
                                                Map.of("kind", "AMOUNT_ABOVE", "above", "1000"),
                                                Map.of("kind", "DECISION_MAKER"),
                                                Map.of("kind", "CLOSE_DATE_AHEAD")))));
        String account =
                company.create(seller.who(), "Account", Map.of("name", company.unique("华东物流有限公司")));
        company.create(
                seller.who(),
                "Contact",
                Map.of(
                        "name",
                        "王总",
                        "account",
                        Map.of("id", account),
                        "decisionRole",
                        "DECISION_MAKER"));
        String opportunity =
                opportunity(
                        pipeline,
                        Map.of(
                                "account",
                                Map.of("id", account),
                                "amount",
                                "1000.01",
                                "closeOn",
                                LocalDate.now().plusDays(30).toString()));
        visit(opportunity);

        Response moved = move(seller, opportunity, "方案报价", Map.of());

        assertThat(codes(moved, "moveStage")).isEmpty();
        assertThat(stage(opportunity)).isEqualTo("方案报价");
    }

    @Test
    void whoSkipsAStageMeetsWhatItAsksFor() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("需求确认", Map.of("entryCriteria", List.of(filled("contact")))),
                        stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());

        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");
        assertThat(
                        codes(
                                close(seller, opportunity, Map.of("outcome", "WON", "amount", "5")),
                                "closeOpportunity"))
                .containsExactly("STAGE_GATE_UNMET");
        assertThat(
                        codes(
                                close(
                                        seller,
                                        opportunity,
                                        Map.of(
                                                "outcome",
                                                "LOST",
                                                "lostReason",
                                                company.lostReason())),
                                "closeOpportunity"))
                .isEmpty();
    }

    @Test
    void aStrictPipelineNeitherSkipsNorGoesBack() {
        String pipeline =
                pipeline(
                        Map.of("skipAllowed", false, "backwardAllowed", false),
                        stage("初步接触", Map.of()),
                        stage("需求确认", Map.of()),
                        stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());

        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");
        assertThat(codes(move(seller, opportunity, "需求确认", Map.of()), "moveStage")).isEmpty();
        assertThat(
                        codes(
                                move(seller, opportunity, "初步接触", Map.of("reason", "客户变更需求")),
                                "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");
        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage")).isEmpty();
    }

    @Test
    void isOverriddenWithPermissionAndReasonOnlyAndTheHistoryKeepsWhatWasMissing() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("entryCriteria", List.of(filled("contact")))));
        String opportunity = opportunity(pipeline, Map.of());
        Person admin = new Person("", "", company.admin());

        assertThat(
                        codes(
                                move(
                                        seller,
                                        opportunity,
                                        "方案报价",
                                        Map.of("override", true, "reason", "急")),
                                "moveStage"))
                .containsExactly("NOT_PERMITTED");
        assertThat(codes(move(admin, opportunity, "方案报价", Map.of("override", true)), "moveStage"))
                .containsExactly("REQUIRED");
        Response moved =
                move(admin, opportunity, "方案报价", Map.of("override", true, "reason", "总经理特批"));

        assertThat(codes(moved, "moveStage")).isEmpty();
        moved.path("moveStage.opportunity.changes[0].overridden")
                .entity(Boolean.class)
                .isEqualTo(true);
        moved.path("moveStage.opportunity.changes[0].unmet")
                .entityList(String.class)
                .containsExactly("ENTRY of \"方案报价\": fill in the contact");
    }

    @Test
    void aMandatoryTaskIsDoneOrWaivedBeforeTheStageIsLeft() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage(
                                "初步接触",
                                Map.of(
                                        "tasks",
                                        List.of(task("调研客户现状", true), task("发送资料", false)))),
                        stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());

        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");
        done(opportunity, "调研客户现状");
        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage")).isEmpty();

        assertThat(tasks(seller, opportunity, "status"))
                .containsExactlyInAnyOrder("DONE", "CANCELLED");
    }

    @Test
    void noDetourPassesByAMandatoryTask() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("tasks", List.of(task("提交技术方案", true)))),
                        stage("商务谈判", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());
        move(seller, opportunity, "方案报价", Map.of());

        move(seller, opportunity, "初步接触", Map.of("reason", "绕路"));
        move(seller, opportunity, "方案报价", Map.of());
        assertThat(codes(move(seller, opportunity, "商务谈判", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");

        close(seller, opportunity, Map.of("outcome", "LOST", "lostReason", company.lostReason()));
        reopen(manager, opportunity);
        assertThat(stage(opportunity)).isEqualTo("方案报价");
        assertThat(codes(move(seller, opportunity, "商务谈判", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");
    }

    @Test
    void whatTheStageAsksOfTheOwnerIsTheNewOwnersToDo() {
        String pipeline =
                pipeline(Map.of(), stage("接触", Map.of("tasks", List.of(task("了解预算", true)))));
        String opportunity = opportunity(pipeline, Map.of());
        Person next = company.person("SELLER", manager);

        company.admin()
                .document(
                        "mutation($id: ID!, $v: Int!, $to: RecordRef!) { updateOpportunity(input: { id: $id, expectedVersion: $v, owner: $to }) { userErrors { message } } }")
                .variable("id", opportunity)
                .variable("v", version(opportunity))
                .variable("to", next.ref())
                .executeAndVerify();

        assertThat(tasks(next, opportunity, "subject")).containsExactly("了解预算");
        assertThat(tasks(next, opportunity, "status")).containsExactly("OPEN");
    }

    @Test
    void itsOwnerAloneDoesNotReopenWhatIsClosed() {
        String pipeline = pipeline(Map.of(), stage("接触", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());
        close(seller, opportunity, Map.of("outcome", "LOST", "lostReason", company.lostReason()));

        Response refused = reopen(seller, opportunity);
        assertThat(stage(opportunity)).isEqualTo("输单");
        Response reopened = reopen(manager, opportunity);

        assertThat(codes(refused, "reopenOpportunity")).containsExactly("NOT_PERMITTED");
        assertThat(codes(reopened, "reopenOpportunity")).isEmpty();
        assertThat(stage(opportunity)).isEqualTo("接触");
    }

    @Test
    void aTaskComesBackOnlyWhereItIsToBeRepeated() {
        Map<String, Object> again = new HashMap<>(task("重新确认预算", false));
        again.put("repeat", true);
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of("tasks", List.of(task("调研客户现状", false), again))),
                        stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());

        move(seller, opportunity, "方案报价", Map.of());
        move(seller, opportunity, "初步接触", Map.of("reason", "预算冻结"));

        assertThat(tasks(seller, opportunity, "subject"))
                .containsExactlyInAnyOrder("调研客户现状", "重新确认预算", "重新确认预算");
    }

    @Test
    void beginsWhereThePipelineLetsItBegin() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("createAllowed", false)));
        Map<String, Object> input =
                Map.of(
                        "name",
                        company.unique("云仓项目"),
                        "pipeline",
                        Map.of("id", pipeline),
                        "stage",
                        Map.of("name", "方案报价"));

        assertThat(codes(mutate(seller.who(), "createOpportunity", input, ""), "createOpportunity"))
                .containsExactly("STAGE_GATE_UNMET");
    }

    @Test
    void theImportAndTheBatchAskForTheSame() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("entryCriteria", List.of(filled("contact")))));
        String opportunity = opportunity(pipeline, Map.of());

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
                                                        "导入商机",
                                                        "externalId",
                                                        company.unique("X"),
                                                        "createdAt",
                                                        "2026-01-05T00:00:00Z",
                                                        "pipeline",
                                                        Map.of("id", pipeline)),
                                                "moves",
                                                List.of(
                                                        Map.of(
                                                                "stage",
                                                                Map.of("name", "方案报价"),
                                                                "at",
                                                                "2026-02-05T00:00:00Z"))))),
                        "results { userErrors { code field } }");
        Response batch =
                seller.who()
                        .document(
                                "mutation($rows: [MoveStageInput!]!) { moveStages(input: { rows: $rows }) { results { userErrors { code } } } }")
                        .variable(
                                "rows",
                                List.of(
                                        Map.of(
                                                "id",
                                                opportunity,
                                                "expectedVersion",
                                                1,
                                                "stage",
                                                Map.of("name", "方案报价"))))
                        .execute();

        imported.path("importOpportunities.results[0].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("STAGE_GATE_UNMET");
        batch.path("moveStages.results[0].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("STAGE_GATE_UNMET");
    }

    @Test
    void theGuideSaysWhatIsDoneWhatIsMissingAndWhatToDoNext() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of("tasks", List.of(task("调研客户现状", true)))),
                        stage(
                                "方案报价",
                                Map.of(
                                        "entryCriteria",
                                        List.of(filled("amount"), filled("contact")))));
        String opportunity = opportunity(pipeline, Map.of("amount", "80000"));

        Response guide = guide(opportunity);

        guide.path("stageGuide.ready").entity(Boolean.class).isEqualTo(false);
        guide.path("stageGuide.checks[*].zh")
                .entityList(String.class)
                .containsExactly("完成任务「调研客户现状」", "填写金额", "填写联系人");
        guide.path("stageGuide.checks[*].met")
                .entityList(Boolean.class)
                .containsExactly(false, true, false);
        guide.path("stageGuide.nextAction")
                .entity(String.class)
                .isEqualTo("完成任务「调研客户现状」 get task \"调研客户现状\" done");
    }

    @Test
    void theGuideOfAnOpportunityOutOfSightIsNoGuide() {
        String pipeline = pipeline(Map.of(), stage("初步接触", Map.of()), stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());

        company.person("SELLER")
                .who()
                .document(
                        "query($id: ID!) { stageGuide(id: $id, toStage: { name: \"方案报价\" }) { ready } }")
                .variable("id", opportunity)
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "NOT_FOUND"));
    }

    @Test
    void ofAPipelineThatIsChangedWhatIsLeftOutStaysAndTheOldRulesAreKept() {
        String pipeline =
                pipeline(
                        Map.of("skipAllowed", false),
                        stage("初步接触", Map.of("maxStayDays", 7)),
                        stage("方案报价", Map.of("entryCriteria", List.of(filled("contact")))));
        List<Map<String, Object>> stages =
                List.of(
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("createAllowed", false)),
                        end("赢单", "WON"),
                        end("输单", "LOST"));

        Response changed =
                mutate(
                        company.admin(),
                        "updatePipeline",
                        Map.of("id", pipeline, "expectedVersion", 1, "stages", stages),
                        "pipeline { skipAllowed stages { createAllowed maxStayDays entryCriteria { kind field } } }");

        assertThat(codes(changed, "updatePipeline")).isEmpty();
        changed.path("updatePipeline.pipeline.skipAllowed").entity(Boolean.class).isEqualTo(false);
        changed.path("updatePipeline.pipeline.stages[0].maxStayDays")
                .entity(Integer.class)
                .isEqualTo(7);
        changed.path("updatePipeline.pipeline.stages[1].entryCriteria[0].field")
                .entity(String.class)
                .isEqualTo("contact");
        assertThat(
                        db.fetchValues(
                                "select number from crm.pipeline_version where pipeline_id = ? order by number",
                                Company.key(pipeline)))
                .isEqualTo(List.of(1, 2));
    }

    @Test
    void aPipelineInWhichNothingCanBeginIsRefused() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", Map.of()),
                        stage("方案报价", Map.of("createAllowed", false)));
        List<Map<String, Object>> stages =
                List.of(
                        stage("初步接触", Map.of("createAllowed", false)),
                        stage("方案报价", Map.of()),
                        end("赢单", "WON"),
                        end("输单", "LOST"));

        assertThat(
                        codes(
                                mutate(
                                        company.admin(),
                                        "updatePipeline",
                                        Map.of(
                                                "id",
                                                pipeline,
                                                "expectedVersion",
                                                1,
                                                "stages",
                                                stages),
                                        ""),
                                "updatePipeline"))
                .containsExactly("INVALID");
    }

    @Test
    void aFactGetsItsTaskDoneWithinAMinuteAndWhoeverReopensItClosesIt() {
        String pipeline = pipeline(Map.of(), stage("初步接触", tasks(List.of(visited("上门拜访")))));
        String opportunity = opportunity(pipeline, Map.of());
        facts.closeAll();
        assertThat(tasks(seller, opportunity, "status")).containsExactly("OPEN");

        visit(opportunity);
        facts.closeAll();

        assertThat(tasks(seller, opportunity, "status")).containsExactly("DONE");
        assertThat(tasks(seller, opportunity, "closeReason"))
                .containsExactly("进入本阶段后至少 1 次拜访 1 visits since the stage was entered");
        reopenTask(opportunity, "上门拜访");
        facts.closeAll();
        assertThat(tasks(seller, opportunity, "status")).containsExactly("OPEN");
    }

    @Test
    void aMoveDoesNotWaitForATaskThatAFactHasDone() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", tasks(List.of(visited("上门拜访")))),
                        stage("方案报价", Map.of()));
        String opportunity = opportunity(pipeline, Map.of());
        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage"))
                .containsExactly("STAGE_GATE_UNMET");

        visit(opportunity);

        guide(opportunity).path("stageGuide.ready").entity(Boolean.class).isEqualTo(true);
        assertThat(tasks(seller, opportunity, "status")).containsExactly("OPEN");
        assertThat(codes(move(seller, opportunity, "方案报价", Map.of()), "moveStage")).isEmpty();
        assertThat(tasks(seller, opportunity, "status")).containsExactly("DONE");
    }

    @Test
    void aTaskWaitsForItsOwnFactOnly() {
        String pipeline =
                pipeline(
                        Map.of(),
                        stage("初步接触", tasks(List.of(visited("上门拜访"), filledIn("填写金额", "amount")))));
        String opportunity = opportunity(pipeline, Map.of("amount", "500"));
        String other = opportunity(pipeline, Map.of());
        visit(other);

        facts.closeAll();

        assertThat(done(opportunity)).containsExactly("填写金额");
        assertThat(done(other)).containsExactly("上门拜访");
    }

    @Test
    void aTaskThatWaitsForNothingThatThereIsIsRefused() {
        Map<String, Object> task = new HashMap<>(task("填写预算", true));
        task.put("doneWhen", filled("budget"));
        List<Map<String, Object>> stages =
                List.of(stage("初步接触", tasks(List.of(task))), end("赢单", "WON"), end("输单", "LOST"));

        Response refused =
                mutate(
                        company.admin(),
                        "createPipeline",
                        Map.of("name", company.unique("项目型销售"), "stages", stages),
                        "");

        assertThat(codes(refused, "createPipeline")).containsExactly("INVALID");
    }

    private static Map<String, Object> filled(String field) {
        return Map.of("kind", "FIELD_FILLED", "field", field);
    }

    private static Map<String, Object> task(String title, boolean mandatory) {
        return Map.of("title", title, "mandatory", mandatory, "dueDays", 3);
    }

    private static Map<String, Object> visited(String title) {
        Map<String, Object> task = new HashMap<>(task(title, true));
        task.put("doneWhen", Map.of("kind", "INTERACTIONS", "count", 1, "interaction", "VISIT"));
        return task;
    }

    private static Map<String, Object> filledIn(String title, String field) {
        Map<String, Object> task = new HashMap<>(task(title, true));
        task.put("doneWhen", filled(field));
        return task;
    }

    private static Map<String, Object> tasks(List<Map<String, Object>> tasks) {
        return Map.of("tasks", tasks);
    }

    private static Map<String, Object> stage(String name, Map<String, ?> more) {
        Map<String, Object> stage = new HashMap<>(more);
        stage.put("name", name);
        stage.put("category", "OPEN");
        stage.put("probability", 20);
        return stage;
    }

    private static Map<String, Object> end(String name, String category) {
        return Map.of("name", name, "category", category);
    }

    @SafeVarargs
    private String pipeline(Map<String, ?> more, Map<String, Object>... open) {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (Map<String, Object> stage : open) {
            stages.add(stage);
        }
        stages.add(end("赢单", "WON"));
        stages.add(end("输单", "LOST"));
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("项目型销售"));
        input.put("stages", stages);
        return company.create(company.admin(), "Pipeline", input);
    }

    private String opportunity(String pipeline, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("云仓项目"));
        input.put("pipeline", Map.of("id", pipeline));
        return company.create(seller.who(), "Opportunity", input);
    }

    private void visit(String opportunity) {
        company.create(
                seller.who(),
                "Interaction",
                Map.of(
                        "kind",
                        "VISIT",
                        "direction",
                        "OUTBOUND",
                        "subject",
                        "上门拜访",
                        "opportunity",
                        Map.of("id", opportunity)));
    }

    private Response guide(String opportunity) {
        return seller.who()
                .document(
                        "query($id: ID!) { stageGuide(id: $id, toStage: { name: \"方案报价\" }) { ready nextAction toStage { name } checks { phase zh met stage { name } } } }")
                .variable("id", opportunity)
                .execute();
    }

    private Response move(Person who, String opportunity, String stage, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", opportunity);
        input.put("expectedVersion", version(opportunity));
        input.put("stage", Map.of("name", stage));
        return mutate(who.who(), "moveStage", input, SHOWN);
    }

    private Response reopen(Person who, String opportunity) {
        return mutate(
                who.who(),
                "reopenOpportunity",
                Map.of(
                        "id",
                        opportunity,
                        "expectedVersion",
                        version(opportunity),
                        "closeOn",
                        LocalDate.now().plusDays(9).toString(),
                        "reason",
                        "绕路"),
                "");
    }

    private Response close(Person who, String opportunity, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", opportunity);
        input.put("expectedVersion", version(opportunity));
        return mutate(who.who(), "closeOpportunity", input, SHOWN);
    }

    private int version(String opportunity) {
        return known(opportunity).path("opportunity.version").entity(Integer.class).get();
    }

    private String stage(String opportunity) {
        return known(opportunity).path("opportunity.stage.name").entity(String.class).get();
    }

    private Response known(String opportunity) {
        return seller.who()
                .document("query($id: ID!) { opportunity(id: $id) { version stage { name } } }")
                .variable("id", opportunity)
                .execute();
    }

    private void done(String opportunity, String subject) {
        mutate(
                seller.who(),
                "closeTask",
                Map.of("id", task(opportunity, subject), "expectedVersion", 1, "status", "DONE"),
                "");
    }

    private void reopenTask(String opportunity, String subject) {
        mutate(
                seller.who(),
                "reopenTask",
                Map.of("id", task(opportunity, subject), "expectedVersion", 2),
                "");
    }

    private String task(String opportunity, String subject) {
        return tasks(seller, opportunity)
                .path("tasks.nodes[?(@.subject == '%s')].id".formatted(subject))
                .entityList(String.class)
                .get()
                .getFirst();
    }

    /** Subjects of what is done. */
    private List<String> done(String opportunity) {
        return tasks(seller, opportunity)
                .path("tasks.nodes[?(@.status == 'DONE')].subject")
                .entityList(String.class)
                .get();
    }

    private List<String> tasks(Person who, String opportunity, String field) {
        return tasks(who, opportunity)
                .path("tasks.nodes[*]." + field)
                .entityList(String.class)
                .get();
    }

    private Response tasks(Person who, String opportunity) {
        return who.who()
                .document(
                        "query($id: ID!) { tasks(first: 9, filter: { about: { eq: $id }, kind: { eq: \"STAGE\" } }) { nodes { id subject status closeReason } } }")
                .variable("id", opportunity)
                .execute();
    }
}
