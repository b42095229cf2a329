package headwater.crm.permission;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page of 100,000 accounts is found by an index, whatever the scope of who asks. */
@Api
@TestInstance(Lifecycle.PER_CLASS)
class ListPlanTests {
    private static final String PASSWORD = "a long password";
    private static final int ACCOUNTS = 100_000;
    private static final int SHARED = 1_000;

    @Autowired private Company company;
    @Autowired private StatementCount statements;
    @Autowired private DSLContext db;

    private final Map<String, HttpGraphQlTester> people = new HashMap<>();

    /**
     * 400 sellers in two teams of a division; a director above all, a manager above every tenth.
     */
    @BeforeAll
    void manyAccounts() {
        HttpGraphQlTester admin = company.admin();
        String division = team(admin, null);
        List<String> teams = List.of(team(admin, division), team(admin, division));
        people.put("all", person(admin, "VIEWER", null));
        people.put("team tree", person(admin, "SALES_DIRECTOR", division));
        people.put("subordinates", person(admin, "MANAGER", teams.getFirst()));
        people.put("own", person(admin, "SELLER", teams.getFirst()));
        people.put("shared", person(admin, "SELLER", teams.getLast()));
        db.execute(
                """
                insert into crm.app_user (login, name, manager_id)
                select 'bulk' || n, 'bulk' || n, case when n % 10 = 0 then {0} end
                from generate_series(1, 400) as n
                """,
                DSL.val(key("subordinates")));
        db.execute(
                """
                insert into crm.team_membership (team_id, app_user_id, valid_from)
                select ({0}::bigint[])[1 + app_user_id % 2], app_user_id, date '2020-01-01'
                from crm.app_user where login like 'bulk%'
                """,
                DSL.val(teams.stream().map(RecordType.TEAM::decode).toArray(Long[]::new)));
        db.execute(
                """
                insert into crm.account (name, owner_id, created_at)
                select md5(n::text), owners.ids[1 + n %% 402], timestamptz '2024-01-01' + n * interval '5 minutes'
                from generate_series(1, %d) as n,
                  (select array_agg(app_user_id) || %d::bigint || %d::bigint as ids
                   from crm.app_user where login like 'bulk%%') as owners
                """
                        .formatted(ACCOUNTS, key("own"), key("shared")));
        db.execute(
                """
                insert into crm.record_share (object, record_id, principal, level)
                select 'Account', account_id, 'user:%d', 'READ'
                from crm.account where name ~ '^[0-9a-f]{32}$' order by name limit %d
                """
                        .formatted(key("shared"), SHARED));
        db.execute("analyze crm.account, crm.record_share, crm.app_user, crm.team_membership");
    }

    @AfterAll
    void nothingIsLeftBehind() {
        // Without looking for references to each row, which takes longer than the whole test.
        db.execute(
                """
                set session_replication_role = replica;
                delete from crm.record_share where created_by is null;
                delete from crm.account where name ~ '^[0-9a-f]{32}$';
                delete from crm.team_membership where valid_from = date '2020-01-01';
                delete from crm.app_user where login like 'bulk%';
                set session_replication_role = default
                """);
        db.execute("analyze crm.account");
    }

    @ParameterizedTest
    @CsvSource({
        "all, NAME",
        "team tree, NAME",
        "subordinates, NAME",
        "own, NAME",
        "shared, NAME",
        "all, CREATED_AT",
        "team tree, CREATED_AT",
        "subordinates, CREATED_AT",
        "own, CREATED_AT",
        "shared, CREATED_AT"
    })
    void aPageIsFoundByAnIndex(String scope, String order) {
        HttpGraphQlTester who = people.get(scope);
        page(who, order);
        statements.takeInlined();

        int rows = page(who, order);

        String query =
                statements.takeInlined().stream()
                        .filter(sql -> sql.contains("order by") && sql.contains("\"account\""))
                        .findFirst()
                        .orElseThrow();
        String plan = String.join("\n", db.fetch("explain " + query).getValues(0, String.class));
        assertThat(rows).isEqualTo(20);
        assertThat(plan).contains("Index").doesNotContain("Seq Scan on account");
    }

    private static int page(HttpGraphQlTester who, String order) {
        return who.document(
                        "query($order: AccountOrderField!) { accounts(first: 20, orderBy: { field: $order }) { nodes { id } } }")
                .variable("order", order)
                .execute()
                .path("accounts.nodes")
                .entityList(Object.class)
                .get()
                .size();
    }

    private long key(String person) {
        return RecordType.USER.decode(
                people.get(person)
                        .document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get());
    }

    private String team(HttpGraphQlTester admin, String parent) {
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique("Plan"));
        input.put("kind", "TEAM");
        if (parent != null) {
            input.put("parent", Map.of("id", parent));
        }
        return company.create(admin, "Team", input);
    }

    private HttpGraphQlTester person(HttpGraphQlTester admin, String role, String team) {
        String login = company.unique("planned").replace(' ', '.');
        Map<String, Object> input = new HashMap<>();
        input.put("login", login);
        input.put("name", login);
        input.put("password", PASSWORD);
        input.put("roles", List.of(role));
        if (team != null) {
            input.put("team", Map.of("id", team));
        }
        company.create(admin, "User", input);
        return company.as(login, PASSWORD);
    }
}
