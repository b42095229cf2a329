package headwater.crm.pool;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * SPEC C1: 200 threads claim 1,000 records with a limit of 50; each record has one owner, nobody
 * more than 50.
 */
@Api
class ClaimRaceTests {
    private static final String PASSWORD = "a long password";
    private static final int PEOPLE = 20;
    private static final int LIMIT = 50;

    @Autowired private Company company;
    @Autowired private DSLContext db;

    @Test
    void twoHundredThreadsClaimAThousandRecords() throws Exception {
        List<HttpGraphQlTester> people = new ArrayList<>();
        List<Map<String, Object>> members = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            HttpGraphQlTester who = company.as(company.user("SELLER", PASSWORD), PASSWORD);
            people.add(who);
            members.add(Map.of("with", Map.of("user", id(who))));
        }
        String pool =
                company.create(
                        company.admin(),
                        "Pool",
                        Map.of(
                                "name", company.unique("抢单公海"),
                                "object", "LEAD",
                                "dailyClaimLimit", LIMIT,
                                "holdLimit", LIMIT,
                                "members", members));
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            leads.addAll(pooled(pool, 500));
        }

        // Ten threads for each person, each trying all records in an order of its own.
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HttpGraphQlTester who = people.get(i % PEOPLE);
            List<String> order = new ArrayList<>(leads);
            Collections.shuffle(order, new Random(i));
            threads.add(
                    () -> {
                        int claimed = 0;
                        // Five at once: two hundred requests of a hundred each would take longer
                        // than one request may.
                        for (int from = 0; from < 100; from += 5) {
                            claimed += claimAll(who, order.subList(from, from + 5));
                        }
                        return claimed;
                    });
        }
        int claimed = 0;
        try (var executor = Executors.newFixedThreadPool(200)) {
            for (var each : executor.invokeAll(threads)) {
                claimed += each.get();
            }
        }

        var owners =
                db.fetch(
                        "select owner_id, count(*) from crm.lead where pool_id is null and lead_id in (select record_id from crm.pool_claim where pool_id = ?) group by 1",
                        key(pool));
        int held = owners.stream().mapToInt(row -> row.get(1, Integer.class)).sum();
        assertThat(owners.stream().map(row -> row.get(1, Integer.class)).toList())
                .allMatch(number -> number <= LIMIT);
        assertThat(held).isEqualTo(claimed).isGreaterThan(PEOPLE);
        // One claim and one period for each record that has an owner, and no record twice.
        assertThat(
                        db.fetchSingle(
                                        "select count(*), count(distinct record_id) from crm.pool_claim where pool_id = ?",
                                        key(pool))
                                .intoArray())
                .containsExactly((long) held, (long) held);
        assertThat(
                        db.fetchSingle(
                                        "select count(*) from crm.owner_period where valid_to is null and object = 'Lead' and record_id in (select record_id from crm.pool_claim where pool_id = ?)",
                                        key(pool))
                                .get(0, Integer.class))
                .isEqualTo(held);
    }

    private List<String> pooled(String pool, int many) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String id = company.unique("race");
            rows.add(Map.of("name", id, "externalId", id, "pool", Map.of("id", pool)));
        }
        return company.admin()
                .document(
                        "mutation($rows: [CreateLeadInput!]!) { importLeads(input: { rows: $rows }) { results { id } } }")
                .variable("rows", rows)
                .execute()
                .path("importLeads.results[*].id")
                .entityList(String.class)
                .get();
    }

    private static int claimAll(HttpGraphQlTester who, List<String> records) {
        return (int)
                who
                        .document(
                                "mutation($records: [ID!]!) { claimRecords(input: { records: $records }) { results { claimed userErrors { code } } } }")
                        .variable("records", records)
                        .execute()
                        .path("claimRecords.results[*].claimed")
                        .entityList(Boolean.class)
                        .get()
                        .stream()
                        .filter(claimed -> claimed)
                        .count();
    }

    private static String id(HttpGraphQlTester who) {
        return who.document("{ viewer { id } }")
                .execute()
                .path("viewer.id")
                .entity(String.class)
                .get();
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
