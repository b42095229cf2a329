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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** A pipeline loses the stage 需求确认, in which opportunities stand. */
@Api
class StageSuccessionTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;

    private Person seller;
    private String pipeline;

    @BeforeEach
    void aPipeline() {
        seller = company.person("SELLER");
        pipeline =
                company.create(
                        company.admin(),
                        "Pipeline",
                        Map.of(
                                "name",
                                company.unique("流程调整"),
                                "stages",
                                List.of(
                                        open("初步接触", 10, List.of()),
                                        open("需求确认", 30, List.of(Map.of("title", "写需求说明"))),
                                        open("方案报价", 60, List.of(Map.of("title", "做方案"))),
                                        Map.of("name", "赢单", "category", "WON"),
                                        Map.of("name", "输单", "category", "LOST"))));
    }

    @Test
    void nobodyIsLeftBehindUnsaid() {
        opportunity("需求确认", Map.of());
        opportunity("需求确认", Map.of());

        Response refused = update(List.of(), "初步接触", "方案报价");

        assertThat(codes(refused, "updatePipeline")).containsExactly("IN_USE");
        assertThat(message(refused))
                .isEqualTo(
                        "2 opportunities stand in stage \"需求确认\": say in stageMapping where they go, or keep it in stages; give its id to rename it.");
        assertThat(stages()).contains("需求确认");
    }

    @Test
    void whatStandsThereGoesOnInTheStageThatTakesOver() {
        String usual = opportunity("需求确认", Map.of());
        String byHand = opportunity("需求确认", Map.of("probability", 45));
        String elsewhere = opportunity("初步接触", Map.of());

        Response done = update(List.of(mapping("需求确认", "方案报价")), "初步接触", "方案报价");

        assertThat(codes(done, "updatePipeline")).isEmpty();
        assertThat(stages()).containsExactly("初步接触", "方案报价", "赢单", "输单");
        assertThat(text(usual, "stage.name")).isEqualTo("方案报价");
        assertThat(text(usual, "probability")).isEqualTo("60");
        assertThat(text(byHand, "probability")).isEqualTo("45");
        assertThat(text(usual, "version")).isEqualTo("2");
        assertThat(text(usual, "changes[0].kind")).isEqualTo("STAGE");
        assertThat(text(usual, "changes[0].reason")).isEqualTo("CONFIG");
        assertThat(text(usual, "changes[0].stage.name")).isEqualTo("方案报价");
        assertThat(text(usual, "changes[1].stage.name")).isEqualTo("需求确认");
        assertThat(tasks(usual)).containsExactlyInAnyOrder("写需求说明 CANCELLED", "做方案 OPEN");
        assertThat(text(elsewhere, "version")).isEqualTo("1");
    }

    @Test
    void aStageThatIsNewCanTakeOverAndAReopenedDealFindsIt() {
        String lost = opportunity("需求确认", Map.of());
        mutate(
                seller.who(),
                "closeOpportunity",
                Map.of(
                        "id",
                        lost,
                        "expectedVersion",
                        1,
                        "outcome",
                        "LOST",
                        "lostReason",
                        company.lostReason()),
                "");

        update(List.of(mapping("需求确认", "需求与预算")), "初步接触", "需求与预算", "方案报价");
        update(List.of(mapping("需求与预算", "初步接触")), "初步接触", "方案报价");
        assertThat(text(lost, "stage.name")).isEqualTo("输单");
        Response reopened =
                mutate(
                        company.admin(),
                        "reopenOpportunity",
                        Map.of(
                                "id",
                                lost,
                                "expectedVersion",
                                2,
                                "closeOn",
                                LocalDate.now().plusDays(30).toString(),
                                "reason",
                                "客户重启项目"),
                        "");

        assertThat(codes(reopened, "reopenOpportunity")).isEmpty();
        assertThat(text(lost, "stage.name")).isEqualTo("初步接触");
    }

    @Test
    void aMappingThatLeadsNowhereIsRefused() {
        opportunity("需求确认", Map.of());

        assertThat(message(update(List.of(mapping("需求确认", "赢单")), "初步接触", "方案报价")))
                .isEqualTo(
                        "stageMapping: \"赢单\" is no open stage that there will be; name one of [初步接触, 方案报价].");
        assertThat(message(update(List.of(mapping("初步接触", "方案报价")), "初步接触", "需求确认", "方案报价")))
                .isEqualTo("stageMapping: \"初步接触\" is no stage that is left out of stages.");
        assertThat(stages()).contains("需求确认");
    }

    /** Whoever moves a deal there at that very moment does not end in a stage that is gone. */
    @Test
    void nothingStandsInAStageThatIsGone() throws Exception {
        List<String> deals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            deals.add(opportunity("初步接触", Map.of()));
        }
        List<Callable<List<String>>> work = new ArrayList<>();
        for (String deal : deals) {
            work.add(
                    () ->
                            codes(
                                    mutate(
                                            seller.who(),
                                            "moveStage",
                                            Map.of(
                                                    "id",
                                                    deal,
                                                    "expectedVersion",
                                                    1,
                                                    "stage",
                                                    Map.of("name", "需求确认")),
                                            ""),
                                    "moveStage"));
        }
        work.add(
                6,
                () ->
                        codes(
                                update(List.of(mapping("需求确认", "方案报价")), "初步接触", "方案报价"),
                                "updatePipeline"));
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var outcome : threads.invokeAll(work)) {
                assertThat(outcome.get()).isSubsetOf("NOT_FOUND", "INVALID");
            }
        }

        assertThat(
                        db.fetchSingle(
                                        "select count(*) from crm.opportunity join crm.stage using (stage_id) where retired_at is not null")
                                .get(0, Integer.class))
                .isZero();
        assertThat(deals)
                .allSatisfy(deal -> assertThat(text(deal, "stage.name")).isIn("初步接触", "方案报价"));
    }

    private static Map<String, Object> open(String name, int probability, List<?> tasks) {
        return Map.of("name", name, "category", "OPEN", "probability", probability, "tasks", tasks);
    }

    private static Map<String, Object> mapping(String from, String to) {
        return Map.of("from", Map.of("name", from), "to", Map.of("name", to));
    }

    /** With these open stages from now on. */
    private Response update(List<Map<String, Object>> mapping, String... open) {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (String name : open) {
            Map<String, Object> stage = new HashMap<>();
            stage.put("name", name);
            stage.put("category", "OPEN");
            stage.put("probability", name.equals("方案报价") ? 60 : 10);
            stages.add(stage);
        }
        stages.add(Map.of("name", "赢单", "category", "WON"));
        stages.add(Map.of("name", "输单", "category", "LOST"));
        return mutate(
                company.admin(),
                "updatePipeline",
                Map.of(
                        "id",
                        pipeline,
                        "expectedVersion",
                        asked("pipeline", pipeline, "version", "version"),
                        "stages",
                        stages,
                        "stageMapping",
                        mapping),
                "");
    }

    private String opportunity(String stage, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("云仓项目"));
        input.put("pipeline", Map.of("id", pipeline));
        input.put("stage", Map.of("name", stage));
        return company.create(seller.who(), "Opportunity", input);
    }

    private static String message(Response answer) {
        return answer.path("updatePipeline.userErrors[0].message").entity(String.class).get();
    }

    private List<String> stages() {
        return company.admin()
                .document("query { pipeline(id: \"%s\") { stages { name } } }".formatted(pipeline))
                .execute()
                .path("pipeline.stages[*].name")
                .entityList(String.class)
                .get();
    }

    private String text(String opportunity, String path) {
        return String.valueOf(
                asked(
                        "opportunity",
                        opportunity,
                        "version probability stage { name } changes { kind reason stage { name } }",
                        path));
    }

    private Object asked(String type, String id, String selection, String path) {
        return company.admin()
                .document("query { %s(id: \"%s\") { %s } }".formatted(type, id, selection))
                .execute()
                .path(type + "." + path)
                .entity(Object.class)
                .get();
    }

    private List<String> tasks(String opportunity) {
        return seller
                .who()
                .document(
                        "query($id: ID!) { tasks(first: 9, filter: { about: { eq: $id } }) { nodes { subject status } } }")
                .variable("id", opportunity)
                .execute()
                .path("tasks.nodes[*]")
                .entityList(Map.class)
                .get()
                .stream()
                .map(task -> task.get("subject") + " " + task.get("status"))
                .toList();
    }
}
