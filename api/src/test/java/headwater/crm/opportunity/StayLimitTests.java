package headwater.crm.opportunity;

import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** More than seven days in 初步接触: the seller and his superior learn of it. */
@Api
class StayLimitTests {
    @Autowired private Company company;
    @Autowired private StayService service;
    @Autowired private DSLContext db;

    private Person manager;
    private Person seller;

    @BeforeEach
    void hire() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
    }

    @Test
    void afterSevenDaysSellerAndSuperiorLearnOfItOnce() {
        String opportunity = enteredDaysAgo(pipeline(Map.of("maxStayDays", 7)), 8);

        service.tell();
        service.tell();

        assertThat(told(seller, opportunity)).hasSize(1);
        assertThat(told(manager, opportunity)).hasSize(1);
        assertThat(told(seller, opportunity).getFirst()).startsWith("商机在「初步接触」停留已 8 天");
    }

    @Test
    void beforeThatNobodyDoes() {
        String opportunity = enteredDaysAgo(pipeline(Map.of("maxStayDays", 7)), 6);

        service.tell();

        assertThat(told(seller, opportunity)).isEmpty();
    }

    @Test
    void whereTheStageSaysSoTheyLearnOfItAgain() {
        String opportunity =
                enteredDaysAgo(pipeline(Map.of("maxStayDays", 7, "stayRepeatDays", 2)), 8);
        service.tell();

        db.execute(
                "update internal.stage_stay set due_at = now() - interval '1 minute' where opportunity_id = ?",
                Company.key(opportunity));
        service.tell();

        assertThat(told(seller, opportunity)).hasSize(2);
    }

    @Test
    void whoMovesOnIsToldNoMore() {
        String opportunity = enteredDaysAgo(pipeline(Map.of("maxStayDays", 7)), 6);
        mutate(
                seller.who(),
                "moveStage",
                Map.of("id", opportunity, "expectedVersion", 1, "stage", Map.of("name", "方案报价")),
                "");

        assertThat(
                        db.fetchValue(
                                "select count(*) from internal.stage_stay where opportunity_id = ?",
                                Company.key(opportunity)))
                .isEqualTo(0L);
    }

    @Test
    void aLimitThatComesLaterHoldsForThoseWhoStandThereAlready() {
        String pipeline = pipeline(Map.of());
        String opportunity = enteredDaysAgo(pipeline, 8);
        service.tell();
        assertThat(told(seller, opportunity)).isEmpty();

        mutate(
                company.admin(),
                "updatePipeline",
                Map.of(
                        "id",
                        pipeline,
                        "expectedVersion",
                        1,
                        "stages",
                        stages(Map.of("maxStayDays", 7))),
                "");
        service.tell();

        assertThat(told(seller, opportunity)).hasSize(1);
    }

    @Test
    void fourJobsAtOnceTellOnce() throws Exception {
        String pipeline = pipeline(Map.of("maxStayDays", 7));
        List<String> opportunities = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            opportunities.add(enteredDaysAgo(pipeline, 8));
        }
        Callable<Void> job =
                () -> {
                    service.tell();
                    return null;
                };

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var run : threads.invokeAll(List.of(job, job, job, job))) {
                run.get();
            }
        }

        for (String opportunity : opportunities) {
            assertThat(told(seller, opportunity)).hasSize(1);
        }
    }

    private String pipeline(Map<String, ?> first) {
        return company.create(
                company.admin(),
                "Pipeline",
                Map.of("name", company.unique("项目型销售"), "stages", stages(first)));
    }

    private static List<Map<String, Object>> stages(Map<String, ?> first) {
        Map<String, Object> stage = new HashMap<>(first);
        stage.put("name", "初步接触");
        stage.put("category", "OPEN");
        stage.put("probability", 10);
        return List.of(
                stage,
                Map.of("name", "方案报价", "category", "OPEN", "probability", 40),
                Map.of("name", "赢单", "category", "WON"),
                Map.of("name", "输单", "category", "LOST"));
    }

    /** An administrator may say when it began. */
    private String enteredDaysAgo(String pipeline, int days) {
        return company.create(
                company.admin(),
                "Opportunity",
                Map.of(
                        "name",
                        company.unique("云仓项目"),
                        "owner",
                        seller.ref(),
                        "createdAt",
                        Instant.now().minus(days, ChronoUnit.DAYS).toString(),
                        "pipeline",
                        Map.of("id", pipeline)));
    }

    private List<String> told(Person who, String opportunity) {
        return who.who()
                .document(
                        "query($id: ID!, $owner: ID!) { tasks(first: 9, filter: { about: { eq: $id }, owner: { eq: $owner }, kind: { eq: \"STAY_LIMIT\" } }) { nodes { subject } } }")
                .variable("id", opportunity)
                .variable("owner", who.id())
                .execute()
                .path("tasks.nodes[*].subject")
                .entityList(String.class)
                .get();
    }
}
