package headwater.crm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.util.List;
import java.util.Map;

/** Mutation.signIn and what a token is good for. */
@Api
class SignInTests {
    @Autowired private Company company;

    @Test
    void refusesAWrongPasswordAndAnUnknownLoginWithTheSameWords() {
        Response wrong = signIn("admin", "not the password");
        Response unknown = signIn("nobody", "not the password");

        for (Response refused : List.of(wrong, unknown)) {
            refused.path("signIn.token").valueIsNull();
            refused.path("signIn.userErrors[*].code")
                    .entityList(String.class)
                    .containsExactly("WRONG_CREDENTIALS");
            refused.path("signIn.userErrors[0].message")
                    .entity(String.class)
                    .isEqualTo("Login or password is wrong.");
        }
    }

    @Test
    void takesALoginInAnyCase() {
        signIn("ADMIN", Api.ADMIN_PASSWORD).path("signIn.token").hasValue();
    }

    @Test
    void refusesAForgedToken() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () ->
                                        company.anybody()
                                                .mutate()
                                                .header(
                                                        "Authorization",
                                                        "Bearer eyJhbGciOiJub25lIn0.e30.")
                                                .build()
                                                .document("{ viewer { id } }")
                                                .execute()))
                .hasMessageContaining("401");
    }

    @Test
    void turnsAwayWhoWasMadeInactiveAtOnce() {
        String password = "a long password";
        String login = company.user("SELLER", password);
        var seller = company.as(login, password);
        String id =
                seller.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();

        company.admin()
                .document(
                        "mutation($input: UpdateUserInput!) { updateUser(input: $input) { user { active } } }")
                .variable("input", Map.of("id", id, "expectedVersion", 1, "active", false))
                .execute()
                .path("updateUser.user.active")
                .entity(Boolean.class)
                .isEqualTo(false);

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> seller.document("{ viewer { id } }").execute()))
                .hasMessageContaining("401");
        signIn(login, password).path("signIn.token").valueIsNull();
    }

    @Test
    void tellsTwoNewUsersApartThatComeWithOneKey() {
        String login = company.unique("twice").replace(' ', '.');
        for (var expected :
                Map.of("a@x.example", 0, "b@x.example", 1).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            company.admin()
                    .document(
                            "mutation($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }")
                    .variable(
                            "input",
                            Map.of(
                                    "login", login,
                                    "name", login,
                                    "roles", List.of("SELLER"),
                                    "email", expected.getKey(),
                                    "idempotencyKey", login))
                    .execute()
                    .path("createUser.userErrors[*].code")
                    .entityList(String.class)
                    .isEqualTo(expected.getValue() == 0 ? List.of() : List.of("KEY_REUSED"));
        }
    }

    @Test
    void givesSetupToAdministratorsOnly() {
        String password = "a long password";
        var manager = company.as(company.user("MANAGER", password), password);
        String name = company.unique("Forbidden");

        manager.document(
                        "mutation($input: CreateProductInput!) { createProduct(input: $input) { product { id } } }")
                .variable("input", Map.of("name", name))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "FORBIDDEN"));
        company.admin()
                .document(
                        "query($name: String) { products(first: 1, filter: { name: { eq: $name } }) { nodes { id } } }")
                .variable("name", name)
                .execute()
                .path("products.nodes")
                .entityList(Object.class)
                .hasSize(0);
    }

    @Test
    void letsAManagerSeeWhatThoseBelowHimOwnAndNobodyElse() {
        String password = "a long password";
        String boss = company.user("MANAGER", password);
        String seller = company.user("SELLER", password);
        String id =
                company.admin()
                        .document(
                                "query($login: String) { users(first: 1, filter: { login: { eq: $login } }) { nodes { id } } }")
                        .variable("login", seller)
                        .execute()
                        .path("users.nodes[0].id")
                        .entity(String.class)
                        .get();
        company.admin()
                .document(
                        "mutation($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { message } } }")
                .variable(
                        "input",
                        Map.of("id", id, "expectedVersion", 1, "manager", Map.of("name", boss)))
                .execute()
                .path("updateUser.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        String below =
                company.create(company.as(seller, password), "Account", Map.of("name", "Below"));
        company.create(company.admin(), "Account", Map.of("name", "Elsewhere"));

        company.as(boss, password)
                .document(
                        "{ accounts(first: 100) { nodes { id } totalCount { value precision } } }")
                .execute()
                .path("accounts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(below)
                .path("accounts.totalCount.value")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    private Response signIn(String login, String password) {
        return company.anybody()
                .document(
                        "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code message } } }")
                .variable("input", Map.of("login", login, "password", password))
                .execute();
    }
}
