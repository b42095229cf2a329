package headwater.crm;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.stereotype.Component;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** People who sign in and ask, with defaults wherever a test does not care. */
@Component
@Lazy
public class Company {
    private static final String PASSWORD = "a long password";
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
                        List.of(role)));
        return login;
    }

    /** Somebody who is signed in. */
    public record Person(String id, String login, HttpGraphQlTester who) {
        public Map<String, String> ref() {
            return Map.of("id", id);
        }
    }

    public Person person(String role) {
        return person(role, null);
    }

    /** A person of one role under a superior; null for nobody's. */
    public Person person(String role, Person manager) {
        String login = unique(role.toLowerCase(java.util.Locale.ROOT)).replace(' ', '.');
        Map<String, Object> input = new HashMap<>();
        input.put("login", login);
        input.put("name", login);
        input.put("password", PASSWORD);
        input.put("roles", List.of(role));
        if (manager != null) {
            input.put("manager", manager.ref());
        }
        String id = create(admin(), "User", input);
        return new Person(id, login, as(login, PASSWORD));
    }

    /** Runs a mutation of one input; what its payload shows is given as a selection. */
    public static Response mutate(
            HttpGraphQlTester who, String mutation, Map<String, ?> input, String selection) {
        String type =
                mutation.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + mutation.substring(1);
        return who.document(
                        "mutation($input: %sInput!) { %s(input: $input) { %s userErrors { code field message } } }"
                                .formatted(type, mutation, selection))
                .variable("input", input)
                .execute();
    }

    /** The codes of all that spoke against a mutation; none when it was done. */
    public static List<String> codes(Response answer, String mutation) {
        return answer.path(mutation + ".userErrors[*].code").entityList(String.class).get();
    }

    /** The key behind a typed id. */
    public static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }

    /** The name of a reason that lost opportunities may give. */
    public String lostReason() {
        String name = unique("价格 Price");
        create(admin(), "LostReason", Map.of("name", name));
        return name;
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
