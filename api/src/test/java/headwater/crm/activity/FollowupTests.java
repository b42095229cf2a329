package headwater.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.pool.RecycleService;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What an effective follow-up does to leads and customers; SPEC C1 and A14. */
@Api
class FollowupTests {
    private static final String PASSWORD = "a long password";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired private Company company;
    @Autowired private RecycleService recycling;
    @Autowired private DSLContext db;

    @Test
    void anEffectiveCallKeepsALeadFromThePoolAndMovesItOn() {
        Person seller = person();
        pool(seller, 7);
        String lead = lead(seller);
        makeDue(lead, Duration.ofDays(-1));

        boolean effective = follow(seller.who, "lead", lead, Instant.now());

        assertThat(effective).isTrue();
        recycling.recycle();
        Response after = lead(seller.who, lead);
        after.path("lead.owner.id").entity(String.class).isEqualTo(seller.id);
        after.path("lead.stage").entity(String.class).isEqualTo("CONTACTED");
        after.path("lead.changes[*].kind")
                .entityList(String.class)
                .containsExactly("STAGE", "CREATED");
        assertThat(instant(after, "lead.recycleDueAt"))
                .isEqualTo(LocalDate.now(SHANGHAI).plusDays(8).atStartOfDay(SHANGHAI).toInstant());
    }

    @Test
    void whatDoesNotCountLeavesTheClockAsItIs() {
        Person seller = person();
        pool(seller, 7);
        String lead = lead(seller);
        Instant due = instant(lead(seller.who, lead), "lead.recycleDueAt");

        assertThat(follow(seller.who, "lead", lead, Instant.now().minus(25, ChronoUnit.HOURS)))
                .isFalse();
        assertThat(
                        interaction(
                                seller.who,
                                Map.of(
                                        "kind", "NOTE",
                                        "subject", "客户搬迁",
                                        "lead", Map.of("id", lead))))
                .isFalse();

        Response after = lead(seller.who, lead);
        after.path("lead.stage").entity(String.class).isEqualTo("NEW");
        after.path("lead.lastEffectiveFollowupAt").valueIsNull();
        assertThat(instant(after, "lead.recycleDueAt")).isEqualTo(due);
    }

    @Test
    void whoOnlySeesALeadDoesNotFollowItUp() {
        Person seller = person();
        String lead = lead(seller);
        HttpGraphQlTester executive = company.as(company.user("EXECUTIVE", PASSWORD), PASSWORD);

        assertThat(follow(executive, "lead", lead, Instant.now())).isFalse();
        assertThat(follow(company.admin(), "lead", lead, Instant.now())).isTrue();
    }

    @Test
    void aCallOnAContactOrADealFollowsUpTheCustomer() {
        Person seller = person();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String account = account(seller, "A");
        String contact = belonging(seller, "Contact", "李娜", account);
        String deal = belonging(seller, "Opportunity", "产线改造", account);
        assertThat(instant(account(account), "account.nextFollowupDueAt")).isEqualTo(dueIn(7, now));
        account(account).path("account.lastEffectiveFollowupAt").valueIsNull();

        follow(seller.who, "contact", contact, now.minusSeconds(60));
        Instant byContact = instant(account(account), "account.lastEffectiveFollowupAt");
        follow(seller.who, "opportunity", deal, now);
        Instant byDeal = instant(account(account), "account.lastEffectiveFollowupAt");
        follow(seller.who, "account", account, now.minusSeconds(3600));

        assertThat(byContact).isEqualTo(now.minusSeconds(60));
        assertThat(byDeal).isEqualTo(now);
        // What is written down later but happened before turns nothing back.
        assertThat(instant(account(account), "account.lastEffectiveFollowupAt")).isEqualTo(now);
        assertThat(instant(account(account), "account.nextFollowupDueAt")).isEqualTo(dueIn(7, now));
    }

    @Test
    void aFollowUpNeverStandsInTheWayOfWhoEditsTheCustomer() {
        Person seller = person();
        String account = account(seller, "C");
        follow(seller.who, "account", account, Instant.now());

        seller.who
                .document(
                        "mutation($id: ID!) { updateAccount(input: { id: $id, expectedVersion: 1, grade: A, name: \"苏州恒达科技（总部）\" }) { account { version nextFollowupDueAt } userErrors { code } } }")
                .variable("id", account)
                .execute()
                .path("updateAccount.account.version")
                .entity(Integer.class)
                .isEqualTo(2);

        Response after = account(account);
        assertThat(instant(after, "account.lastEffectiveFollowupAt")).isNotNull();
        assertThat(instant(after, "account.nextFollowupDueAt")).isEqualTo(dueIn(7, Instant.now()));
    }

    @Test
    void aCustomerWithoutAGradeIsNeverDue() {
        Person seller = person();
        String account = account(seller, "B");
        Instant due = instant(account(account), "account.nextFollowupDueAt");

        seller.who
                .document(
                        "mutation($id: ID!) { updateAccount(input: { id: $id, expectedVersion: 1, grade: null }) { userErrors { code } } }")
                .variable("id", account)
                .executeAndVerify();

        assertThat(due).isEqualTo(dueIn(14, Instant.now()));
        account(account).path("account.nextFollowupDueAt").valueIsNull();
    }

    @Test
    void listsCustomersDueForFollowUpTheLongestFirst() {
        Person seller = person();
        String rare = account(seller, "C");
        String often = account(seller, "A");
        String never =
                company.create(seller.who, "Account", Map.of("name", company.unique("无等级客户")));
        String due =
                "{ accounts(first: 10, filter: %s, orderBy: { field: NEXT_FOLLOWUP_DUE_AT }) { nodes { id } } }";

        assertThat(ids(seller.who, due.formatted("{}"))).containsExactly(often, rare, never);
        assertThat(
                        ids(
                                seller.who,
                                due.formatted(
                                        "{ nextFollowupDueAt: { lt: \"%s\" } }"
                                                .formatted(dueIn(10, Instant.now())))))
                .containsExactly(often);
    }

    @Test
    void recyclingAndFollowingUpNeverBothWin() throws Exception {
        Person seller = person();
        String pool = pool(seller, 7);
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            leads.add(lead(seller));
        }
        leads.forEach(lead -> makeDue(lead, Duration.ofSeconds(-1)));
        List<Callable<Integer>> threads = new ArrayList<>();
        leads.forEach(
                lead -> {
                    threads.add(() -> tryFollow(seller.who, lead) ? 1 : 0);
                    threads.add(
                            () -> {
                                recycling.recycle();
                                return 0;
                            });
                });

        int followed = 0;
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (var each : executor.invokeAll(threads)) {
                followed += each.get();
            }
        }
        recycling.recycle();

        long first = key(leads.getFirst());
        long last = key(leads.getLast());
        // Each lead is either its seller's with a follow-up, or the pool's without one.
        var kept =
                db.fetchSingle(
                        "select count(*) filter (where pool_id is null and last_effective_followup_at is not null), count(*) filter (where pool_id = ? and last_effective_followup_at is null) from crm.lead where lead_id between ? and ?",
                        key(pool),
                        first,
                        last);
        assertThat(kept.get(0, Integer.class)).isEqualTo(followed);
        assertThat(kept.get(1, Integer.class)).isEqualTo(leads.size() - followed);
        assertThat(
                        db.fetchSingle(
                                        "select count(*) from crm.interaction where effective and lead_id between ? and ?",
                                        first,
                                        last)
                                .get(0, Integer.class))
                .isEqualTo(followed);
    }

    @Test
    void aLeadsHistoryBecomesItsCustomers() {
        Person seller = person();
        String lead = lead(seller);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        follow(seller.who, "lead", lead, now.minusSeconds(60));

        Response converted =
                seller.who
                        .document(
                                "mutation($id: ID!) { convertLead(input: { id: $id, expectedVersion: 2 }) { lead { convertedAccount { interactions(first: 5) { nodes { subject lead { id } } } } } userErrors { message } } }")
                        .variable("id", lead)
                        .execute();
        follow(seller.who, "lead", lead, now);

        converted
                .path("convertLead.lead.convertedAccount.interactions.nodes[*].lead.id")
                .entityList(String.class)
                .containsExactly(lead);
        Response history =
                seller.who
                        .document(
                                "query($id: ID!) { lead(id: $id) { convertedAccount { lastEffectiveFollowupAt interactions(first: 5) { nodes { subject } } } } }")
                        .variable("id", lead)
                        .execute();
        history.path("lead.convertedAccount.interactions.nodes")
                .entityList(Object.class)
                .hasSize(2);
        assertThat(instant(history, "lead.convertedAccount.lastEffectiveFollowupAt"))
                .isEqualTo(now);
    }

    private record Person(String id, HttpGraphQlTester who) {}

    private Person person() {
        HttpGraphQlTester who = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        return new Person(
                who.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get(),
                who);
    }

    private String pool(Person member, int days) {
        return company.create(
                company.admin(),
                "Pool",
                Map.of(
                        "name", company.unique("跟进公海"),
                        "object", "LEAD",
                        "members", List.of(Map.of("with", Map.of("user", member.id))),
                        "recycleRules", List.of(Map.of("trigger", "NO_FOLLOWUP", "days", days))));
    }

    private String lead(Person owner) {
        return company.create(
                owner.who,
                "Lead",
                Map.of("name", company.unique("王小明"), "owner", Map.of("id", owner.id)));
    }

    private String account(Person owner, String grade) {
        return company.create(
                owner.who, "Account", Map.of("name", company.unique("苏州恒达科技"), "grade", grade));
    }

    private String belonging(Person owner, String type, String name, String account) {
        return company.create(
                owner.who,
                type,
                Map.of("name", company.unique(name), "account", Map.of("id", account)));
    }

    /** Whether a connected call counts. */
    private static boolean follow(
            HttpGraphQlTester who, String field, String id, Instant happenedAt) {
        Map<String, Object> input = new HashMap<>();
        input.put("kind", "CALL");
        input.put("subject", "电话跟进");
        input.put("outcome", "CONNECTED");
        input.put("happenedAt", happenedAt.toString());
        input.put(field, Map.of("id", id));
        return interaction(who, input);
    }

    private static boolean interaction(HttpGraphQlTester who, Map<String, Object> input) {
        return tryInteraction(who, input)
                .path("createInteraction.interaction.effective")
                .entity(Boolean.class)
                .get();
    }

    /** False when the lead was gone. */
    private static boolean tryFollow(HttpGraphQlTester who, String lead) {
        Response answer =
                tryInteraction(
                        who,
                        Map.of("kind", "VISIT", "subject", "抢先拜访", "lead", Map.of("id", lead)));
        List<String> done = new ArrayList<>();
        answer.errors().satisfy(errors -> errors.forEach(e -> done.add("refused")));
        return done.isEmpty()
                && answer.path("createInteraction.userErrors")
                        .entityList(Object.class)
                        .get()
                        .isEmpty();
    }

    private static Response tryInteraction(HttpGraphQlTester who, Map<String, Object> input) {
        return who.document(
                        "mutation($input: CreateInteractionInput!) { createInteraction(input: $input) { interaction { id effective } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private static Response lead(HttpGraphQlTester who, String id) {
        return who.document(
                        "query($id: ID!) { lead(id: $id) { stage owner { id } lastEffectiveFollowupAt recycleDueAt changes { kind } } }")
                .variable("id", id)
                .execute();
    }

    private Response account(String id) {
        return company.admin()
                .document(
                        "query($id: ID!) { account(id: $id) { lastEffectiveFollowupAt nextFollowupDueAt } }")
                .variable("id", id)
                .execute();
    }

    private static List<String> ids(HttpGraphQlTester who, String document) {
        return who.document(document)
                .execute()
                .path("accounts.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private static Instant instant(Response answer, String path) {
        return OffsetDateTime.parse(answer.path(path).entity(String.class).get()).toInstant();
    }

    private static Instant dueIn(int days, Instant since) {
        return since.atZone(SHANGHAI)
                .toLocalDate()
                .plusDays(days)
                .atStartOfDay(SHANGHAI)
                .toInstant();
    }

    private void makeDue(String lead, Duration by) {
        db.execute(
                "update crm.lead set recycle_due_at = now() + make_interval(secs => ?) where lead_id = ?",
                by.toSeconds(),
                key(lead));
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
