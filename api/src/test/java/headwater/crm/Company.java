package headwater.crm;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.stereotype.Component;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** People who sign in and ask, with defaults wherever a test does not care. */
@Component
@Lazy
public class Company {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HttpGraphQlTester anybody;

    Company(@LocalServerPort int port) {
        this.anybody =
                HttpGraphQlTester.create(
                        WebTestClient.bindToServer()
                                .baseUrl("http://127.0.0.1:" + port + "/graphql")
                                .responseTimeout(Duration.ofSeconds(60))
                                .build());
    }

    public HttpGraphQlTester anybody() {
        return anybody;
    }

    public HttpGraphQlTester admin() {
        return as("admin", Api.ADMIN_PASSWORD);
    }

    public HttpGraphQlTester as(String login, String password) {
        String token =
                anybody.document(
                                "mutation($input: SignInInput!) { signIn(input: $input) { token } }")
                        .variable("input", Map.of("login", login, "password", password))
                        .execute()
                        .path("signIn.token")
                        .entity(String.class)
                        .get();
        return anybody.mutate().header("Authorization", "Bearer " + token).build();
    }

    /** A name that no other test has. */
    public String unique(String word) {
        return word + " " + NUMBER.incrementAndGet();
    }

    /** A person of one role who can sign in with the given password. */
    public String user(String role, String password) {
        String login = unique(role.toLowerCase(java.util.Locale.ROOT)).replace(' ', '.');
        create(
                admin(),
                "User",
                Map.of(
                        "login",
                        login,
                        "name",
                        login,
                        "password",
                        password,
                        "roles",
                        java.util.List.of(role)));
        return login;
    }

    /** Creates a record and answers with its id. */
    public String create(HttpGraphQlTester who, String type, Map<String, ?> input) {
        String field = type.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + type.substring(1);
        return who.document(
                        "mutation($input: Create%1$sInput!) { create%1$s(input: $input) { %2$s { id } userErrors { code field message } } }"
                                .formatted(type, field))
                .variable("input", input)
                .execute()
                .path("create" + type + "." + field + ".id")
                .entity(String.class)
                .get();
    }
}
