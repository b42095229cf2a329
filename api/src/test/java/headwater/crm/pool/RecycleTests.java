package headwater.crm.pool;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** SPEC C1, recycle rules and their execution. */
@Api
class RecycleTests {
    private static final String PASSWORD = "a long password";
    private static final List<Map<String, Object>> SEVEN_DAYS =
            List.of(Map.of("trigger", "NO_FOLLOWUP", "days", 7));
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired private Company company;
    @Autowired private RecycleService service;
    @Autowired private RecountService recounts;
    @Autowired private DSLContext db;

    @Test
    void isDueAtTheEndOfTheLastDay() {
        Person seller = seller();
        pool(seller, SEVEN_DAYS);

        String lead = lead(seller, Map.of());

        LocalDate today = LocalDate.now(SHANGHAI);
        assertThat(dueAt(lead)).isEqualTo(today.plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        Person seller = seller();
        pool(
                seller,
                List.of(
                        Map.of("grades", List.of("A"), "trigger", "NO_DEAL", "days", 90),
                        Map.of("trigger", "NO_FOLLOWUP", "days", 7)));
        LocalDate today = LocalDate.now(SHANGHAI);

        assertThat(dueAt(lead(seller, Map.of("grade", "A"))))
                .isEqualTo(today.plusDays(91).atStartOfDay(SHANGHAI).toInstant());
        assertThat(dueAt(lead(seller, Map.of("grade", "B"))))
                .isEqualTo(today.plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    /** The second rule counts days for what lies with its owner already, and for nobody else's. */
    @Test
    void aRuleThatChangesCountsForWhatIsOwnedAlready() throws Exception {
        Person seller = seller();
        String pool = pool(seller, SEVEN_DAYS);
        String lead = lead(seller, Map.of());
        Person other = seller();
        pool(other, SEVEN_DAYS);
        String others = lead(other, Map.of());
        LocalDate today = LocalDate.now(SHANGHAI);

        company.admin()
                .document(
                        "mutation($input: UpdatePoolInput!) { updatePool(input: $input) { userErrors { message } } }")
                .variable(
                        "input",
                        Map.of(
                                "id",
                                pool,
                                "expectedVersion",
                                1,
                                "recycleRules",
                                List.of(Map.of("trigger", "NO_FOLLOWUP", "days", 20))))
                .executeAndVerify();
        assertThat(recounted()).isTrue();

        assertThat(dueAt(lead)).isEqualTo(today.plusDays(21).atStartOfDay(SHANGHAI).toInstant());
        assertThat(dueAt(others)).isEqualTo(today.plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    @Test
    void whoeverJoinsATeamFallsUnderTheRulesOfItsPool() throws Exception {
        Person seller = seller();
        String lead = lead(seller, Map.of());
        String team = team();
        pool(Map.of("team", team), SEVEN_DAYS);
        assertThat(recounted()).isTrue();
        LocalDate today = LocalDate.now(SHANGHAI);
        assertThat(dueAt(lead)).isNull();

        join(seller, team, today);
        assertThat(recounted()).isTrue();

        assertThat(dueAt(lead)).isEqualTo(today.plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    @Test
    void whoeverJoinsATeamLaterFallsUnderItsRulesFromThatDayOn() throws Exception {
        Person seller = seller();
        String lead = lead(seller, Map.of());
        String team = team();
        pool(Map.of("team", team), SEVEN_DAYS);
        LocalDate today = LocalDate.now(SHANGHAI);
        join(seller, team, today.plusDays(3));
        assertThat(recounted()).isTrue();
        assertThat(dueAt(lead)).isNull();

        // Three days pass: the membership begins today, and yesterday was the last day looked at.
        db.execute(
                "update crm.team_membership set valid_from = ? where team_id = ?",
                today,
                Company.key(team));
        db.execute("delete from internal.recycle_recount");
        db.execute("update internal.recount_day set day = ?", today.minusDays(1));
        recounts.lookAtNewDay();
        assertThat(recounted()).isTrue();

        assertThat(dueAt(lead)).isEqualTo(today.plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    private String team() {
        return company.create(
                company.admin(), "Team", Map.of("name", company.unique("华东销售"), "kind", "TEAM"));
    }

    private void join(Person who, String team, LocalDate from) {
        Company.mutate(
                        company.admin(),
                        "assignTeam",
                        Map.of(
                                "user",
                                Map.of("id", who.id),
                                "team",
                                Map.of("id", team),
                                "from",
                                from.toString()),
                        "")
                .path("assignTeam.userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    /** As the job does every minute: others may have to end first. */
    private boolean recounted() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            recounts.recount();
            if (db.fetchSingle("select count(*) from internal.recycle_recount")
                            .get(0, Integer.class)
                    == 0) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    @Test
    void whatIsDueGoesToThePoolOfItsOwnerAndHisPeriodEnds() {
        Person seller = seller();
        String pool = pool(seller, SEVEN_DAYS);
        String due = lead(seller, Map.of());
        String notYet = lead(seller, Map.of());
        makeDue(due);

        service.recycle();

        var after =
                company.admin()
                        .document(
                                "query($id: ID!) { lead(id: $id) { owner { id } pool { id } recycleDueAt changes { kind } } }")
                        .variable("id", due)
                        .execute();
        after.path("lead.owner").valueIsNull();
        after.path("lead.pool.id").entity(String.class).isEqualTo(pool);
        after.path("lead.recycleDueAt").valueIsNull();
        after.path("lead.changes[*].kind")
                .entityList(String.class)
                .containsExactly("POOLED", "CREATED");
        assertThat(
                        db.fetchSingle(
                                        "select end_reason from crm.owner_period where object = 'Lead' and record_id = ?",
                                        key(due))
                                .get(0, String.class))
                .startsWith("RULE:");
        assertThat(dueAt(notYet)).isNotNull();
    }

    @Test
    void eightWorkersRecycleEachRecordOnce() throws Exception {
        Person seller = seller();
        pool(seller, SEVEN_DAYS);
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            leads.add(lead(seller, Map.of()));
        }
        leads.forEach(this::makeDue);

        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> worker =
                    () -> {
                        service.recycle();
                        return true;
                    };
            for (var each : threads.invokeAll(java.util.Collections.nCopies(8, worker))) {
                each.get();
            }
        }

        assertThat(
                        db.fetchSingle(
                                        "select count(*), count(distinct lead_id) from crm.lead_change where kind = 'POOLED' and lead_id between ? and ?",
                                        key(leads.getFirst()),
                                        key(leads.getLast()))
                                .intoArray())
                .containsExactly(40L, 40L);
    }

    @Test
    void aFollowUpThatWasCommittedFirstKeepsTheRecord() throws Exception {
        Person seller = seller();
        pool(seller, SEVEN_DAYS);
        String lead = lead(seller, Map.of());
        makeDue(lead);

        // A follow-up under way holds the row: the worker passes over it, and finds it renewed
        // later.
        db.transaction(
                followUp -> {
                    followUp.dsl()
                            .execute(
                                    "update crm.lead set last_effective_followup_at = now(), recycle_due_at = now() + interval '7 days' where lead_id = ?",
                                    key(lead));
                    try (var worker = Executors.newSingleThreadExecutor()) {
                        worker.submit(service::recycle).get();
                    }
                });
        service.recycle();

        company.admin()
                .document("query($id: ID!) { lead(id: $id) { owner { id } } }")
                .variable("id", lead)
                .execute()
                .path("lead.owner.id")
                .entity(String.class)
                .isEqualTo(seller.id);
    }

    @Test
    void workingDaysPassOverWeekendsAndHolidays() {
        Person seller = seller();
        pool(seller, List.of(Map.of("trigger", "NO_FOLLOWUP", "days", 5, "workingDays", true)));

        Instant due = dueAt(lead(seller, Map.of()));

        // Five working days of a week of five are a week, whatever day today is.
        LocalDate today = LocalDate.now(SHANGHAI);
        LocalDate last =
                switch (today.getDayOfWeek()) {
                    case SATURDAY -> today.plusDays(6);
                    case SUNDAY -> today.plusDays(5);
                    default -> today.plusDays(7);
                };
        assertThat(due).isEqualTo(last.plusDays(1).atStartOfDay(SHANGHAI).toInstant());
    }

    @Test
    void approvedLeavePutsThePoolOff() {
        Person seller = seller();
        pool(seller, SEVEN_DAYS);
        String lead = lead(seller, Map.of());
        makeDue(lead);
        db.execute(
                "insert into crm.absence (user_id, starts_at, ends_at, approved_at, approved_by) values (?, now() - interval '31 days', now() + interval '31 days', now(), 1)",
                key(seller.id));

        service.recycle();

        assertThat(dueAt(lead)).isAfter(Instant.now());
        company.admin()
                .document("query($id: ID!) { lead(id: $id) { owner { id } } }")
                .variable("id", lead)
                .execute()
                .path("lead.owner.id")
                .entity(String.class)
                .isEqualTo(seller.id);
    }

    @Test
    void aLeadThatIsAtItsEndIsLeftAlone() {
        Person seller = seller();
        pool(seller, SEVEN_DAYS);
        String lead = lead(seller, Map.of());

        company.admin()
                .document(
                        "mutation($id: ID!) { disqualifyLead(input: { id: $id, expectedVersion: 1, reason: \"空号\" }) { userErrors { message } } }")
                .variable("id", lead)
                .executeAndVerify();

        assertThat(dueAt(lead)).isNull();
    }

    private record Person(String id, HttpGraphQlTester who) {}

    private Person seller() {
        HttpGraphQlTester who = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        return new Person(
                who.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get(),
                who);
    }

    private String pool(Person member, List<Map<String, Object>> rules) {
        return pool(Map.of("user", member.id), rules);
    }

    private String pool(Map<String, Object> members, List<Map<String, Object>> rules) {
        return company.create(
                company.admin(),
                "Pool",
                Map.of(
                        "name",
                        company.unique("回收公海"),
                        "object",
                        "LEAD",
                        "members",
                        List.of(Map.of("with", members)),
                        "recycleRules",
                        rules));
    }

    private String lead(Person owner, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("Held"));
        input.put("owner", Map.of("id", owner.id));
        return company.create(company.admin(), "Lead", input);
    }

    /** Time passes: he has had it for eight days. */
    private void makeDue(String lead) {
        db.execute(
                "update crm.lead set owned_since = owned_since - interval '8 days', recycle_due_at = recycle_due_at - interval '8 days' where lead_id = ?",
                key(lead));
    }

    private Instant dueAt(String lead) {
        Map<?, ?> found =
                company.admin()
                        .document("query($id: ID!) { lead(id: $id) { recycleDueAt } }")
                        .variable("id", lead)
                        .execute()
                        .path("lead")
                        .entity(Map.class)
                        .get();
        return found.get("recycleDueAt") instanceof String text
                ? OffsetDateTime.parse(text).toInstant()
                : null;
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
