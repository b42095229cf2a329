package headwater.crm.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** SPEC C1, auto assignment: who gets a new lead, and how that is explained. */
@Api
class AssignmentTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;

    private final List<String> rules = new ArrayList<>();

    /** Rules speak of every lead, those of other tests too. */
    @AfterEach
    void deleteRules() {
        for (String rule : rules) {
            company.admin()
                    .document(
                            "mutation($id: ID!) { deleteAssignmentRule(input: { id: $id, expectedVersion: 1 }) { userErrors { message } } }")
                    .variable("id", rule)
                    .executeAndVerify();
        }
    }

    @Test
    void aRegionsLeadsGoToItsTeamInTurn() {
        String region = company.unique("华东");
        String team =
                company.create(
                        company.admin(),
                        "Team",
                        Map.of("name", company.unique("上海分公司销售A组"), "kind", "TEAM"));
        List<String> sellers = List.of(seller(team), seller(team), seller(team));
        rule(
                Map.of(
                        "regions", List.of(region),
                        "strategy", "ROUND_ROBIN",
                        "candidates", List.of(Map.of("team", Map.of("id", team)))));

        List<String> owners = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            owners.add(owner(lead(region)));
        }

        assertThat(owners.subList(0, 3)).containsExactlyInAnyOrderElementsOf(sellers);
        assertThat(owners.subList(3, 6)).isEqualTo(owners.subList(0, 3));
    }

    @Test
    void whoOwnsTheCustomerGetsHisLeadBeforeAnyRule() {
        String region = company.unique("华东");
        Company.Person owner = company.person("SELLER");
        Company.Person other = company.person("SELLER");
        rule(
                Map.of(
                        "regions", List.of(region),
                        "strategy", "FIXED",
                        "candidates", List.of(Map.of("user", other.ref()))));
        String name = company.unique("华东物流有限公司");
        company.create(owner.who(), "Account", Map.of("name", name));

        String known = lead(region, name.replace(" ", "　"));
        String unknown = lead(region, company.unique("另一家有限公司"));
        company.admin()
                .document(
                        "mutation($id: ID!) { updateUser(input: { id: $id, expectedVersion: 1, active: false }) { userErrors { message } } }")
                .variable("id", owner.id())
                .executeAndVerify();
        String afterHeLeft = lead(region, name);

        assertThat(owner(known)).isEqualTo(owner.id());
        assertThat(owner(unknown)).isEqualTo(other.id());
        assertThat(owner(afterHeLeft)).isEqualTo(other.id());
        company.admin()
                .document(
                        "query($id: ID!) { lead(id: $id) { assignments { strategy rule { id } user { id } } } }")
                .variable("id", known)
                .execute()
                .path("lead.assignments[0].strategy")
                .entity(String.class)
                .isEqualTo("STICKY")
                .path("lead.assignments[0].rule")
                .valueIsNull();
    }

    @Test
    void aPooledCustomerGoesWithHisEnquiryToWhomTheRuleChose() {
        String region = company.unique("华中");
        Company.Person former = company.person("SELLER");
        Company.Person next = company.person("SELLER");
        rule(
                Map.of(
                        "regions", List.of(region),
                        "strategy", "FIXED",
                        "candidates", List.of(Map.of("user", next.ref()))));
        customerPool(former, 1);
        String byName = company.unique("华中物流有限公司");
        String named = pooledCustomer(former, Map.of("name", byName));
        String phone = "1380013%04d".formatted(ThreadLocalRandom.current().nextInt(10_000));
        String called =
                pooledCustomer(former, Map.of("name", company.unique("武汉冷链有限公司"), "phone", phone));

        String first = lead(region, byName);
        String second =
                company.create(
                        company.admin(),
                        "Lead",
                        Map.of("name", company.unique("来电"), "region", region, "phone", phone));

        assertThat(owner(first)).isEqualTo(next.id());
        assertThat(customersOwner(named)).isEqualTo(next.id());
        assertThat(owner(second)).isEqualTo(next.id());
        // The pool lets nobody own two.
        assertThat(customersOwner(called)).isNull();
    }

    @Test
    void saysAfterwardsWhyEachOtherDidNotGetIt() {
        String region = company.unique("华南");
        String team =
                company.create(
                        company.admin(),
                        "Team",
                        Map.of("name", company.unique("深圳组"), "kind", "TEAM"));
        String gone = seller(team);
        String free = seller(team);
        company.admin()
                .document(
                        "mutation($id: ID!) { updateUser(input: { id: $id, expectedVersion: 1, active: false }) { userErrors { message } } }")
                .variable("id", gone)
                .executeAndVerify();
        rule(Map.of("regions", List.of("elsewhere"), "strategy", "FIXED", "ordinal", 1));
        rule(
                Map.of(
                        "regions",
                        List.of(region),
                        "strategy",
                        "ROUND_ROBIN",
                        "ordinal",
                        2,
                        "candidates",
                        List.of(Map.of("team", Map.of("id", team)))));

        var decision =
                company.admin()
                        .document(
                                "query($id: ID!) { lead(id: $id) { assignments { strategy user { id } steps { outcome passedOver { user { id } reason } } } } }")
                        .variable("id", lead(region))
                        .execute();

        String path = "lead.assignments[0]";
        decision.path(path + ".user.id").entity(String.class).isEqualTo(free);
        // Rules of other tests may stand before these two.
        List<Object> outcomes =
                decision.path(path + ".steps[*].outcome").entityList(Object.class).get();
        assertThat(outcomes).endsWith("DOES_NOT_FIT", "DECIDED");
        String last = path + ".steps[%d].passedOver".formatted(outcomes.size() - 1);
        decision.path(last + "[*].reason").entityList(String.class).containsExactly("INACTIVE");
        decision.path(last + "[0].user.id").entity(String.class).isEqualTo(gone);
    }

    @Test
    void whoeverOwnsEnoughOrHasHadHisShareOfTheDayIsPassedOver() {
        String region = company.unique("西北");
        String quota = seller(null);
        String full = seller(null);
        rule(
                Map.of(
                        "regions",
                        List.of(region),
                        "strategy",
                        "FIXED",
                        "holdLimit",
                        1,
                        "candidates",
                        List.of(
                                Map.of("user", Map.of("id", full)),
                                Map.of("user", Map.of("id", quota)))));

        assertThat(owner(lead(region))).isEqualTo(full);
        assertThat(owner(lead(region))).isEqualTo(quota);
        // Nobody is left, and there is no pool to fall back to: it stays with its maker.
        assertThat(owner(lead(region))).isEqualTo(id(company.admin()));
    }

    @Test
    void whatNobodyIsFreeForFallsIntoThePool() {
        String region = company.unique("东北");
        String pool =
                company.create(
                        company.admin(),
                        "Pool",
                        Map.of("name", company.unique("东北公海"), "object", "LEAD"));
        rule(
                Map.of(
                        "regions", List.of(region),
                        "strategy", "ROUND_ROBIN",
                        "fallbackPool", Map.of("id", pool)));

        var lead =
                company.admin()
                        .document("query($id: ID!) { lead(id: $id) { owner { id } pool { id } } }")
                        .variable("id", lead(region))
                        .execute();

        lead.path("lead.owner").valueIsNull();
        lead.path("lead.pool.id").entity(String.class).isEqualTo(pool);
    }

    @Test
    void regionsAreSharedOutToThoseWhoHaveThem() {
        String north = company.unique("北京");
        String south = company.unique("广东");
        String first = seller(null);
        String second = seller(null);
        rule(
                Map.of(
                        "regions", List.of(north, south),
                        "strategy", "REGION_MAP",
                        "candidates",
                                List.of(
                                        Map.of(
                                                "user", Map.of("id", first),
                                                "regions", List.of(north)),
                                        Map.of(
                                                "user", Map.of("id", second),
                                                "regions", List.of(south)))));

        assertThat(owner(lead(south))).isEqualTo(second);
        assertThat(owner(lead(north))).isEqualTo(first);
        assertThat(owner(lead(north))).isEqualTo(first);
    }

    @Test
    void whoMakesALeadForSomebodyElseIsToldNothingOfIt() {
        String region = company.unique("西南");
        String other = seller(null);
        rule(
                Map.of(
                        "regions", List.of(region),
                        "strategy", "FIXED",
                        "candidates", List.of(Map.of("user", Map.of("id", other)))));
        HttpGraphQlTester seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);

        var made =
                seller.document(
                                "mutation($input: CreateLeadInput!) { createLead(input: $input) { lead { id } userErrors { code } } }")
                        .variable("input", Map.of("name", "x", "region", region))
                        .execute();

        made.path("createLead.lead").valueIsNull();
        made.path("createLead.userErrors").entityList(Object.class).hasSize(0);
    }

    @Test
    void fortyLeadsAtOnceAreSharedOutEvenly() throws Exception {
        String region = company.unique("并发区");
        List<String> sellers = List.of(seller(null), seller(null), seller(null), seller(null));
        rule(
                Map.of(
                        "regions",
                        List.of(region),
                        "strategy",
                        "ROUND_ROBIN",
                        "holdLimit",
                        10,
                        "candidates",
                        sellers.stream().map(each -> Map.of("user", Map.of("id", each))).toList()));
        HttpGraphQlTester admin = company.admin();

        Map<String, Integer> given = new HashMap<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<String> once =
                    () ->
                            company.create(
                                    admin,
                                    "Lead",
                                    Map.of("name", company.unique("Rush"), "region", region));
            for (var made : threads.invokeAll(Collections.nCopies(40, once))) {
                given.merge(owner(made.get()), 1, Integer::sum);
            }
        }

        assertThat(given.values()).containsExactly(10, 10, 10, 10);
        assertThat(given.keySet()).containsExactlyInAnyOrderElementsOf(sellers);
    }

    private void customerPool(Company.Person member, int holdLimit) {
        company.create(
                company.admin(),
                "Pool",
                Map.of(
                        "name",
                        company.unique("客户公海"),
                        "object",
                        "ACCOUNT",
                        "holdLimit",
                        holdLimit,
                        "members",
                        List.of(Map.of("with", Map.of("user", member.id())))));
    }

    private String pooledCustomer(Company.Person owner, Map<String, Object> account) {
        String id = company.create(owner.who(), "Account", account);
        Company.mutate(
                owner.who(),
                "releaseRecord",
                Map.of("id", id, "expectedVersion", 1, "reason", "无需求"),
                "");
        assertThat(customersOwner(id)).isNull();
        return id;
    }

    private String customersOwner(String account) {
        Object owner =
                company.admin()
                        .document("query($id: ID!) { account(id: $id) { owner { id } } }")
                        .variable("id", account)
                        .execute()
                        .path("account")
                        .entity(Map.class)
                        .get()
                        .get("owner");
        return owner == null ? null : String.valueOf(((Map<?, ?>) owner).get("id"));
    }

    private String seller(String team) {
        String login = company.user("SELLER", PASSWORD);
        String id = id(company.as(login, PASSWORD));
        if (team != null) {
            company.admin()
                    .document(
                            "mutation($input: AssignTeamInput!) { assignTeam(input: $input) { userErrors { message } } }")
                    .variable(
                            "input",
                            Map.of(
                                    "user", Map.of("id", id),
                                    "team", Map.of("id", team),
                                    "from", "2020-01-01"))
                    .execute()
                    .path("assignTeam.userErrors")
                    .entityList(Object.class)
                    .hasSize(0);
        }
        return id;
    }

    private static String id(HttpGraphQlTester who) {
        return who.document("{ viewer { id } }")
                .execute()
                .path("viewer.id")
                .entity(String.class)
                .get();
    }

    private void rule(Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("Rule"));
        input.putIfAbsent("ordinal", 1);
        rules.add(company.create(company.admin(), "AssignmentRule", input));
    }

    private String lead(String region, String from) {
        return company.create(
                company.admin(),
                "Lead",
                Map.of("name", company.unique("Enquiry"), "region", region, "company", from));
    }

    private String lead(String region) {
        return company.create(
                company.admin(),
                "Lead",
                Map.of("name", company.unique("Enquiry"), "region", region));
    }

    private String owner(String lead) {
        return company.admin()
                .document("query($id: ID!) { lead(id: $id) { owner { id } } }")
                .variable("id", lead)
                .execute()
                .path("lead.owner.id")
                .entity(String.class)
                .get();
    }
}
