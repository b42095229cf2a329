package headwater.crm.pool;

import static headwater.crm.Company.key;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** SPEC C1: owners are warned three days and one day before, superiors one day before. */
@Api
class RecycleWarningTests {
    @Autowired private Company company;
    @Autowired private RecycleWarningService warnings;
    @Autowired private RecycleService recycling;
    @Autowired private DSLContext db;

    private Person manager;
    private Person seller;
    private String lead;

    @BeforeEach
    void aLeadOfSomebodyWithASuperior() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
        company.create(
                company.admin(),
                "Pool",
                Map.of(
                        "name", company.unique("预警公海"),
                        "object", "LEAD",
                        "members", List.of(Map.of("with", Map.of("user", seller.id()))),
                        "recycleRules", List.of(Map.of("trigger", "NO_FOLLOWUP", "days", 30))));
        lead =
                company.create(
                        seller.who(),
                        "Lead",
                        Map.of("name", company.unique("王预警"), "owner", seller.ref()));
    }

    @Test
    void nobodyIsWarnedBeforeItsTime() {
        dueIn(Duration.ofDays(3).plusMinutes(1));

        warnings.warn();

        assertThat(subjects(seller)).isEmpty();
    }

    @Test
    void threeDaysBeforeTheOwnerAloneAndOneDayBeforeHisSuperiorToo() {
        Instant due = dueIn(Duration.ofDays(3).minusMinutes(1));
        warnings.warn();
        assertThat(subjects(seller)).singleElement().asString().startsWith("3 天内");

        // Another due instant would be warned of anew.
        db.execute(
                "update crm.lead set recycle_due_at = now() + interval '1 day', recycle_warned_of = now() + interval '1 day' where lead_id = ?",
                key(lead));
        warnings.warn();

        assertThat(subjects(seller)).hasSize(2).last().asString().startsWith("1 天内");
        assertThat(subjects(manager)).singleElement().asString().startsWith("1 天内");
        assertThat(due).isAfter(Instant.now());
    }

    @Test
    void aWarningIsGivenOnceByWhomeverAndHoweverOften() throws Exception {
        dueIn(Duration.ofHours(20));

        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> worker =
                    () -> {
                        warnings.warn();
                        return true;
                    };
            for (var each : threads.invokeAll(java.util.Collections.nCopies(8, worker))) {
                each.get();
            }
        }

        assertThat(subjects(seller)).singleElement().asString().startsWith("1 天内");
        assertThat(subjects(manager)).hasSize(1);
    }

    @Test
    void whoFollowsUpHasDoneWhatTheWarningAsked() {
        dueIn(Duration.ofDays(2));
        warnings.warn();

        company.create(
                seller.who(),
                "Interaction",
                Map.of(
                        "kind", "CALL",
                        "outcome", "CONNECTED",
                        "subject", "电话跟进",
                        "lead", Map.of("id", lead)));

        assertThat(statuses(seller)).containsExactly("DONE");
    }

    @Test
    void whatIsNobodysAnyMoreIsNobodysTask() {
        dueIn(Duration.ofDays(2));
        warnings.warn();
        company.create(seller.who(), "Task", Map.of("subject", "寄资料", "about", lead));
        db.execute(
                "update crm.lead set owned_since = now() - interval '40 days', recycle_due_at = now() - interval '1 minute' where lead_id = ?",
                key(lead));

        recycling.recycle();

        assertThat(statuses(seller)).containsExactly("CANCELLED", "CANCELLED");
    }

    private Instant dueIn(Duration duration) {
        Instant due = Instant.now().plus(duration);
        db.execute(
                "update crm.lead set recycle_due_at = cast(? as timestamptz) where lead_id = ?",
                due.toString(),
                key(lead));
        return due;
    }

    private static List<String> subjects(Person person) {
        return tasks(person, "subject");
    }

    private static List<String> statuses(Person person) {
        return tasks(person, "status");
    }

    /** Own ones, in the order in which they were made. */
    private static List<String> tasks(Person person, String field) {
        return person.who()
                .document(
                        "query($me: ID!) { tasks(first: 20, filter: { owner: { eq: $me } }) { nodes { %s } } }"
                                .formatted(field))
                .variable("me", person.id())
                .execute()
                .path("tasks.nodes[*]." + field)
                .entityList(String.class)
                .get();
    }
}
