package headwater.crm.pool;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SPEC C1, claim: Mutation.claimRecords, releaseRecord, assignRecord and what a pool shows. */
@Api
class PoolTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;
    @Autowired private DSLContext db;

    @Test
    void showsMembersWhatThePoolSaysAndMasksTheRest() {
        Person seller = seller();
        String pool =
                pool(
                        seller,
                        Map.of(
                                "shownFields", List.of("company", "region"),
                                "maskedFields", List.of("phone")));
        String lead =
                pooled(
                        pool,
                        Map.of("company", "苏州恒达科技有限公司", "phone", "13812345678", "region", "江苏"));

        Response seen =
                seller.who
                        .document(
                                "query($id: ID!) { pool(id: $id) { records(first: 10) { nodes { id fields { name value } } } } }")
                        .variable("id", pool)
                        .execute();

        seen.path("pool.records.nodes[0].id").entity(String.class).isEqualTo(lead);
        seen.path("pool.records.nodes[0].fields[*].name")
                .entityList(String.class)
                .containsExactly("company", "region", "phone");
        seen.path("pool.records.nodes[0].fields[2].value")
                .entity(String.class)
                .isEqualTo("138****5678");
        // The lead itself is nobody's: to a seller it is not there.
        seller.who
                .document("query($id: ID!) { lead(id: $id) { id } }")
                .variable("id", lead)
                .execute()
                .path("lead")
                .valueIsNull();
    }

    @Test
    void whoIsNoMemberSeesAndClaimsNothing() {
        Person member = seller();
        Person stranger = seller();
        String pool = pool(member, Map.of("shownFields", List.of("company")));
        String lead = pooled(pool, Map.of());

        stranger.who
                .document(
                        "query($id: ID!) { pool(id: $id) { name records(first: 10) { nodes { id } } } }")
                .variable("id", pool)
                .execute()
                .path("pool.records")
                .valueIsNull();
        assertThat(claim(stranger, lead)).containsExactly("NOT_FOUND");
        stranger.who
                .document("query($id: ID!) { pooledRecord(id: $id) { id } }")
                .variable("id", lead)
                .execute()
                .path("pooledRecord")
                .valueIsNull();
    }

    @Test
    void theFirstWhoClaimsHasItAndTheSecondLearnsIt() {
        Person first = seller();
        Person second = seller();
        String pool = pool(List.of(first, second), Map.of());
        String lead = pooled(pool, Map.of());

        assertThat(claim(first, lead)).containsExactly("claimed");
        assertThat(claim(second, lead)).containsExactly("ALREADY_CLAIMED");

        assertThat(owner(lead)).isEqualTo(first.id);
    }

    @Test
    void aClaimThatIsGivenBackStillCountsForTheDay() {
        Person seller = seller();
        String pool = pool(seller, Map.of("dailyClaimLimit", 2));
        String one = pooled(pool, Map.of());
        String two = pooled(pool, Map.of());
        String three = pooled(pool, Map.of());

        assertThat(claim(seller, one)).containsExactly("claimed");
        release(seller, one, 2);
        assertThat(claim(seller, two, three)).containsExactly("claimed", "DAILY_LIMIT");

        assertThat(owner(three)).isNull();
    }

    @Test
    void nobodyOwnsMoreThanHeMay() {
        Person seller = seller();
        String pool = pool(seller, Map.of("holdLimit", 2));
        company.create(
                seller.who,
                "Lead",
                Map.of("name", company.unique("Own"), "owner", Map.of("id", seller.id)));

        List<String> outcome = claim(seller, pooled(pool, Map.of()), pooled(pool, Map.of()));

        assertThat(outcome).containsExactly("claimed", "HOLD_LIMIT");
    }

    @Test
    void theFormerOwnerWaitsUntilTheCoolDownIsOver() {
        Person seller = seller();
        String pool = pool(seller, Map.of("cooldownDays", 3));
        String lead = pooled(pool, Map.of());
        claim(seller, lead);
        release(seller, lead, 2);

        assertThat(claim(seller, lead)).containsExactly("COOL_DOWN");
        // Time passes: the end of his period now lies three days back.
        db.execute(
                "update crm.owner_period set valid_from = now() - interval '9 days', valid_to = now() - interval '3 days 1 minute' where object = 'Lead' and record_id = ?",
                key(lead));

        assertThat(claim(seller, lead)).containsExactly("claimed");
    }

    @Test
    void whatHasJustComeInCannotBeClaimedButByWhoAdministers() {
        Person seller = seller();
        Person head = seller();
        String pool =
                company.create(
                        company.admin(),
                        "Pool",
                        Map.of(
                                "name",
                                company.unique("Embargo"),
                                "object",
                                "LEAD",
                                "embargoHours",
                                24,
                                "members",
                                List.of(
                                        Map.of("with", Map.of("user", seller.id)),
                                        Map.of(
                                                "with",
                                                Map.of("user", head.id),
                                                "administers",
                                                true))));
        String lead = pooled(pool, Map.of());

        assertThat(claim(seller, lead)).containsExactly("EMBARGO");
        assertThat(claim(head, lead)).containsExactly("claimed");
    }

    @Test
    void aDaysViewsAreLimited() {
        Person seller = seller();
        String pool = pool(seller, Map.of("dailyViewLimit", 1, "shownFields", List.of("company")));
        String one = pooled(pool, Map.of());
        String two = pooled(pool, Map.of());
        String open = "query($id: ID!) { pooledRecord(id: $id) { id } }";

        seller.who.document(open).variable("id", one).executeAndVerify();
        seller.who.document(open).variable("id", one).executeAndVerify();

        assertThat(codes(seller.who.document(open).variable("id", two).execute()))
                .containsExactly("FORBIDDEN");
    }

    @Test
    void givesOnToWhomTheAdministratorSaysWithinHisLimitUnlessOverridden() {
        Person seller = seller();
        String pool = pool(seller, Map.of("holdLimit", 1));
        company.create(
                seller.who,
                "Lead",
                Map.of("name", company.unique("Own"), "owner", Map.of("id", seller.id)));
        String lead = pooled(pool, Map.of());

        assertThat(assign(seller.who, lead, seller.id, false, null)).containsExactly("FORBIDDEN");
        assertThat(assign(company.admin(), lead, seller.id, false, null))
                .containsExactly("HOLD_LIMIT");
        assertThat(assign(company.admin(), lead, seller.id, true, null))
                .containsExactly("REQUIRED");
        assertThat(assign(company.admin(), lead, seller.id, true, "大客户经理")).isEmpty();

        assertThat(owner(lead)).isEqualTo(seller.id);
    }

    @Test
    void remembersWhoOwnedItAndWhyThatEnded() {
        Person seller = seller();
        String pool = pool(seller, Map.of());
        String lead = pooled(pool, Map.of());
        claim(seller, lead);

        release(seller, lead, 2);

        var period =
                db.fetchSingle(
                        "select owner_id, end_reason, ended_by from crm.owner_period where object = 'Lead' and record_id = ?",
                        key(lead));
        assertThat(period.get("owner_id")).isEqualTo(key(seller.id));
        assertThat(period.get("end_reason")).isEqualTo("RETURN");
        assertThat(period.get("ended_by")).isEqualTo(key(seller.id));
    }

    private record Person(String id, HttpGraphQlTester who) {}

    private Person seller() {
        String login = company.user("SELLER", PASSWORD);
        HttpGraphQlTester who = company.as(login, PASSWORD);
        return new Person(
                who.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get(),
                who);
    }

    private String pool(Person member, Map<String, Object> more) {
        return pool(List.of(member), more);
    }

    private String pool(List<Person> members, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("公海"));
        input.put("object", "LEAD");
        input.put(
                "members",
                members.stream().map(member -> Map.of("with", Map.of("user", member.id))).toList());
        return company.create(company.admin(), "Pool", input);
    }

    private String pooled(String pool, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("Pooled"));
        input.put("pool", Map.of("id", pool));
        return company.create(company.admin(), "Lead", input);
    }

    /** By record: "claimed", or the codes of what speaks against it. */
    private static List<String> claim(Person person, String... records) {
        Response answer =
                person.who
                        .document(
                                "mutation($input: ClaimRecordsInput!) { claimRecords(input: $input) { results { id claimed userErrors { code } } userErrors { message } } }")
                        .variable("input", Map.of("records", List.of(records)))
                        .execute();
        List<String> outcome = new ArrayList<>();
        for (int i = 0; i < records.length; i++) {
            String path = "claimRecords.results[%d]".formatted(i);
            answer.path(path + ".id").entity(String.class).isEqualTo(records[i]);
            if (answer.path(path + ".claimed").entity(Boolean.class).get()) {
                outcome.add("claimed");
            }
            outcome.addAll(
                    answer.path(path + ".userErrors[*].code").entityList(String.class).get());
        }
        return outcome;
    }

    private static void release(Person person, String record, int version) {
        person.who
                .document(
                        "mutation($input: ReleaseRecordInput!) { releaseRecord(input: $input) { done userErrors { message } } }")
                .variable(
                        "input", Map.of("id", record, "expectedVersion", version, "reason", "暂无需求"))
                .execute()
                .path("releaseRecord.done")
                .entity(Boolean.class)
                .isEqualTo(true);
    }

    private static List<String> assign(
            HttpGraphQlTester who, String record, String to, boolean override, String reason) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", record);
        input.put("to", Map.of("id", to));
        input.put("override", override);
        input.put("reason", reason);
        Response answer =
                who.document(
                                "mutation($input: AssignRecordInput!) { assignRecord(input: $input) { done userErrors { code } } }")
                        .variable("input", input)
                        .execute();
        List<String> codes = new ArrayList<>(codes(answer));
        if (codes.isEmpty()) {
            codes.addAll(
                    answer.path("assignRecord.userErrors[*].code").entityList(String.class).get());
        }
        return codes;
    }

    private static List<String> codes(Response answer) {
        List<String> codes = new ArrayList<>();
        answer.errors()
                .satisfy(
                        errors ->
                                errors.forEach(
                                        error ->
                                                codes.add(
                                                        String.valueOf(
                                                                error.getExtensions()
                                                                        .get("code")))));
        return codes;
    }

    /** Null while it lies in a pool. */
    private String owner(String lead) {
        Map<?, ?> found =
                company.admin()
                        .document("query($id: ID!) { lead(id: $id) { owner { id } } }")
                        .variable("id", lead)
                        .execute()
                        .path("lead")
                        .entity(Map.class)
                        .get();
        return found.get("owner") instanceof Map<?, ?> owner ? (String) owner.get("id") : null;
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
