package headwater.crm.identity;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.util.List;
import java.util.Map;

/** Mutation.deleteUser, and createUser's password. */
@Api
class UsersTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;

    @Test
    void deletesAUserWhomNothingNamesSoThatHeCannotSignIn() {
        String login = company.user("SELLER", PASSWORD);

        delete(idOf(login)).path("deleteUser.user.login").entity(String.class).isEqualTo(login);

        company.anybody()
                .document(
                        "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }")
                .variable("input", Map.of("login", login, "password", PASSWORD))
                .execute()
                .path("signIn.token")
                .valueIsNull();
    }

    @Test
    void keepsAUserWhoOwnsARecordWithHisRoles() {
        String login = company.user("SELLER", PASSWORD);
        company.create(company.as(login, PASSWORD), "Account", Map.of("name", "Owned"));

        delete(idOf(login))
                .path("deleteUser.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("IN_USE");

        company.as(login, PASSWORD)
                .document("{ viewer { roles } }")
                .execute()
                .path("viewer.roles")
                .entityList(String.class)
                .containsExactly("SELLER");
    }

    @Test
    void letsNobodyDeleteHimself() {
        delete(idOf("admin"))
                .path("deleteUser.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID");
    }

    @Test
    void tellsTwoNewUsersApartThatDifferInTheirPasswordOnly() {
        String login = company.unique("secret").replace(' ', '.');

        create(login, PASSWORD).path("createUser.userErrors").entityList(Object.class).hasSize(0);
        create(login, PASSWORD).path("createUser.userErrors").entityList(Object.class).hasSize(0);
        create(login, "another password")
                .path("createUser.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("KEY_REUSED");
    }

    @Test
    void refusesAPasswordThatIsTooLong() {
        create(company.unique("long").replace(' ', '.'), "x".repeat(129))
                .path("createUser.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("password");
    }

    @Test
    void refusesAPasswordThatIsEasyToGuessOrHoldsTheLogin() {
        String login = company.unique("holder").replace(' ', '.');
        for (String easy :
                List.of(
                        "short",
                        "password123",
                        "1234567890",
                        "qwertyuiop",
                        "aaaaaaaaaaaa",
                        "the " + login.toUpperCase(java.util.Locale.ROOT) + " of 1987")) {
            create(login, easy)
                    .path("createUser.userErrors[*].field[1]")
                    .entityList(String.class)
                    .containsExactly("password");
        }
        create(login, "seven purple otters")
                .path("createUser.userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    private Response create(String login, String password) {
        return company.admin()
                .document(
                        "mutation($input: CreateUserInput!) { createUser(input: $input) { userErrors { code field } } }")
                .variable(
                        "input",
                        Map.of(
                                "login", login,
                                "name", login,
                                "roles", List.of("SELLER"),
                                "password", password,
                                "idempotencyKey", login))
                .execute();
    }

    private Response delete(String id) {
        return company.admin()
                .document(
                        "mutation($input: DeleteRecordInput!) { deleteUser(input: $input) { user { login } userErrors { code message } } }")
                .variable("input", Map.of("id", id, "expectedVersion", 1))
                .execute();
    }

    private String idOf(String login) {
        return company.admin()
                .document(
                        "query($login: String) { users(first: 1, filter: { login: { eq: $login } }) { nodes { id } } }")
                .variable("login", login)
                .execute()
                .path("users.nodes[0].id")
                .entity(String.class)
                .get();
    }
}
