package headwater.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A front end, as far as the API can tell. */
final class GraphQl {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String token;

    private GraphQl(String url, String token) {
        this.url = url;
        this.token = token;
    }

    static GraphQl signedIn(String url, String login, String password) {
        JsonNode answer =
                new GraphQl(url, "")
                        .ask(
                                "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
                                Map.of("input", Map.of("login", login, "password", password)));
        return new GraphQl(url, answer.at("/signIn/token").asString());
    }

    /** The data of an answer without errors. */
    JsonNode ask(String document, Map<String, ?> variables) {
        JsonNode answer = raw(document, variables);
        assertThat(answer.has("errors")).as("%s", answer).isFalse();
        return answer.get("data");
    }

    JsonNode raw(String document, Map<String, ?> variables) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
            var response =
                    HTTP.send(
                            request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
