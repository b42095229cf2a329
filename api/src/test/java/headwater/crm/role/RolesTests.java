package headwater.crm.role;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.List;
import java.util.Map;

@Api
class RolesTests {
    @Autowired private Company company;

    @Test
    void shipForEveryJobInASalesCompany() {
        company.admin()
                .document(
                        "{ roles(first: 100, filter: { builtIn: { eq: true } }, orderBy: { field: KEY }) { nodes { key } } }")
                .execute()
                .path("roles.nodes[*].key")
                .entityList(String.class)
                .containsExactly(
                        "ADMINISTRATOR",
                        "AUDITOR",
                        "EXECUTIVE",
                        "FINANCE",
                        "INTEGRATION",
                        "LEGAL",
                        "MANAGER",
                        "MARKETING",
                        "SALES_DIRECTOR",
                        "SELLER",
                        "SERVICE",
                        "VIEWER");
    }

    @Test
    void takeEffectAndEndWithTheNextRequest() {
        HttpGraphQlTester admin = company.admin();
        String key = company.unique("READERS").replace(' ', '_');
        String role = create(admin, key, List.of(grant("READ", "ALL")));
        String login = company.user(key, "a long password");
        HttpGraphQlTester reader = company.as(login, "a long password");
        company.create(admin, "Account", Map.of("name", company.unique("Seen by readers")));
        assertThat(accounts(reader)).isPositive();

        update(admin, role, List.of(grant("READ", "OWN")))
                .path("updateRole.role.grants[0].scope")
                .entity(String.class)
                .isEqualTo("OWN");

        assertThat(accounts(reader)).isZero();
    }

    @Test
    void denyWhatOtherRolesGrant() {
        HttpGraphQlTester admin = company.admin();
        String key = company.unique("BLIND").replace(' ', '_');
        create(admin, key, List.of(grant("READ", "DENIED")));
        String login = company.unique("blind").replace(' ', '.');
        company.create(
                admin,
                "User",
                Map.of(
                        "login",
                        login,
                        "name",
                        login,
                        "password",
                        "a long password",
                        "roles",
                        List.of("ADMINISTRATOR", key)));
        company.create(admin, "Account", Map.of("name", company.unique("Hidden")));

        assertThat(accounts(company.as(login, "a long password"))).isZero();
    }

    @Test
    void thatComeWithTheProductCannotBeChanged() {
        HttpGraphQlTester admin = company.admin();
        String seller =
                admin.document(
                                "{ roles(first: 1, filter: { key: { eq: \"SELLER\" } }) { nodes { id } } }")
                        .execute()
                        .path("roles.nodes[0].id")
                        .entity(String.class)
                        .get();

        update(admin, seller, List.of(grant("READ", "ALL")))
                .path("updateRole.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED");
    }

    @Test
    void areChangedByAdministratorsOnly() {
        HttpGraphQlTester manager =
                company.as(company.user("MANAGER", "a long password"), "a long password");

        manager.document(
                        "mutation($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }")
                .variable(
                        "input",
                        Map.of(
                                "key",
                                "MINE",
                                "name",
                                "Mine",
                                "grants",
                                List.of(grant("READ", "ALL"))))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "FORBIDDEN"));
    }

    @Test
    void mustExistWhenPeopleAreGivenThem() {
        company.admin()
                .document(
                        "mutation($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { code field message } } }")
                .variable(
                        "input",
                        Map.of(
                                "login", company.unique("nobody"),
                                "name", "Nobody",
                                "roles", List.of("SELER")))
                .execute()
                .path("createUser.userErrors[0].message")
                .entity(String.class)
                .isEqualTo("There is no role \"SELER\"; Query.roles lists them.")
                .path("createUser.user")
                .valueIsNull();
    }

    @Test
    void sayAllThatIsWrongWithThem() {
        company.admin()
                .document(
                        "mutation($input: CreateRoleInput!) { createRole(input: $input) { userErrors { field message } } }")
                .variable(
                        "input",
                        Map.of(
                                "key",
                                "no capitals",
                                "name",
                                " ",
                                "grants",
                                List.of(grant("READ", "LISTED_TEAM")),
                                "permissions",
                                List.of("fly")))
                .execute()
                .path("createRole.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("key", "name", "grants", "permissions");
    }

    private static Map<String, Object> grant(String action, String scope) {
        return Map.of("object", "ACCOUNT", "action", action, "scope", scope);
    }

    private String create(HttpGraphQlTester who, String key, List<Map<String, Object>> grants) {
        return company.create(who, "Role", Map.of("key", key, "name", key, "grants", grants));
    }

    private static Response update(
            HttpGraphQlTester who, String role, List<Map<String, Object>> grants) {
        return who.document(
                        "mutation($input: UpdateRoleInput!) { updateRole(input: $input) { role { grants { scope } } userErrors { code } } }")
                .variable("input", Map.of("id", role, "expectedVersion", 1, "grants", grants))
                .execute();
    }

    private static int accounts(HttpGraphQlTester who) {
        return who.document("{ accounts(first: 1) { totalCount { value } } }")
                .execute()
                .path("accounts.totalCount.value")
                .entity(Integer.class)
                .get();
    }
}
