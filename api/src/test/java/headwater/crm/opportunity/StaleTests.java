package headwater.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What nobody touches any more is closed as lost, a week after its owner was warned. */
@Api
class StaleTests {
    @Autowired private Company company;
    @Autowired private StaleService service;
    @Autowired private DSLContext db;

    private Person seller;
    private String pipeline;

    @BeforeEach
    void aPipelineThatMinds() {
        seller = company.person("SELLER");
        pipeline =
                company.create(
                        company.admin(),
                        "Pipeline",
                        Map.of(
                                "name",
                                company.unique("快速成交"),
                                "staleDays",
                                60,
                                "stages",
                                List.of(
                                        Map.of("name", "跟进", "category", "OPEN", "probability", 20),
                                        Map.of("name", "赢单", "category", "WON"),
                                        Map.of("name", "输单", "category", "LOST"))));
    }

    @Test
    void isClosedAWeekAfterTheWarningAndNotBefore() {
        String opportunity = begunDaysAgo(61);

        service.tidy();
        service.tidy();
        assertThat(warnings(opportunity)).hasSize(1);
        assertThat(text(opportunity, "stageCategory")).isEqualTo("OPEN");
        warnedDaysAgo(opportunity, 8);
        service.tidy();

        assertThat(text(opportunity, "stageCategory")).isEqualTo("LOST");
        assertThat(text(opportunity, "lostReason")).isEqualTo("长期无进展 Gone stale");
    }

    @Test
    void whoIsTurnedToInTimeStaysOpen() {
        String opportunity = begunDaysAgo(61);
        service.tidy();
        warnedDaysAgo(opportunity, 8);

        company.create(
                seller.who(),
                "Interaction",
                Map.of(
                        "kind",
                        "CALL",
                        "direction",
                        "OUTBOUND",
                        "outcome",
                        "CONNECTED",
                        "subject",
                        "重新联系",
                        "opportunity",
                        Map.of("id", opportunity)));
        service.tidy();

        assertThat(text(opportunity, "stageCategory")).isEqualTo("OPEN");
    }

    @Test
    void whatWasTouchedLatelyIsNotWarnedOf() {
        String opportunity = begunDaysAgo(52);

        service.tidy();

        assertThat(warnings(opportunity)).isEmpty();
    }

    private String begunDaysAgo(int days) {
        return company.create(
                company.admin(),
                "Opportunity",
                Map.of(
                        "name",
                        company.unique("云仓"),
                        "owner",
                        seller.ref(),
                        "createdAt",
                        Instant.now().minus(days, ChronoUnit.DAYS).toString(),
                        "pipeline",
                        Map.of("id", pipeline)));
    }

    private void warnedDaysAgo(String opportunity, int days) {
        db.execute(
                "update crm.task set created_at = now() - make_interval(days => ?) where about_object = 'Opportunity' and about_id = ?",
                days,
                Company.key(opportunity));
    }

    private List<String> warnings(String opportunity) {
        return ask("tasks(first: 5, filter: { about: { eq: \"%s\" } }) { nodes { subject } }"
                        .formatted(opportunity))
                .path("tasks.nodes[*].subject")
                .entityList(String.class)
                .get();
    }

    private String text(String opportunity, String field) {
        return ask("opportunity(id: \"%s\") { %s }".formatted(opportunity, field))
                .path("opportunity." + field)
                .entity(String.class)
                .get();
    }

    private Response ask(String query) {
        return seller.who().document("{ " + query + " }").execute();
    }
}
