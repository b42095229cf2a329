package headwater.crm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.graphql.Wire;
import headwater.crm.graphql.Wire.Answer;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing in over HTTP, and what refusals there look like. */
final class Entrance {
    static final String PASSWORD = "seven purple otters";

    private static final AtomicInteger HOST = new AtomicInteger();

    private final Wire anybody;

    Entrance(int port) {
        this(new Wire(port));
    }

    private Entrance(Wire anybody) {
        this.anybody = anybody;
    }

    /** From an address that nobody else comes from. */
    Entrance fromElsewhere() {
        return new Entrance(
                anybody.with("X-Forwarded-For", "198.51.100." + HOST.incrementAndGet()));
    }

    Wire anybody() {
        return anybody;
    }

    /** The payload, whether refused or not. */
    JsonNode signIn(String login, String password) {
        return anybody.ask(
                        "mutation($input: SignInInput!) { signIn(input: $input) { token expiresAt refreshToken userErrors { code message } } }",
                        Map.of("input", Map.of("login", login, "password", password)))
                .json()
                .at("/data/signIn");
    }

    JsonNode refresh(String refreshToken) {
        return anybody.ask(
                        "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { token refreshToken userErrors { code } } }",
                        Map.of("input", Map.of("refreshToken", refreshToken)))
                .json()
                .at("/data/refreshSession");
    }

    Wire with(String bearer) {
        return anybody.with("Authorization", "Bearer " + bearer);
    }

    Wire with(JsonNode signedIn) {
        return with(signedIn.path("token").asString());
    }

    static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString("none");
    }

    static void assertWelcome(Wire wire) {
        Answer answer = wire.ask("{ viewer { id } }");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.code()).isEmpty();
    }

    static void assertTurnedAway(Wire wire) {
        Answer answer = wire.ask("{ viewer { id } }");
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("www-authenticate")).startsWith("Bearer error=\"invalid_token\"");
        assertThat(answer.json().at("/errors/0/extensions/requestId").asString()).isNotBlank();
        assertThat(answer.json().at("/errors/0/message").asString()).isNotBlank();
        assertThat(answer.json().has("data")).isFalse();
    }
}
