package headwater.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Somebody who asks the API.
 *
 * @param token empty for nobody
 */
record Caller(HttpClient http, URI endpoint, String token) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Caller signedIn(MeasuredSystem system, String login, String password)
            throws IOException, InterruptedException {
        var nobody = new Caller(system.http(), URI.create(system.graphql().url()), "");
        String token =
                nobody.ask(
                                "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
                                Map.of("input", Map.of("login", login, "password", password)))
                        .at("/signIn/token")
                        .asString();
        return nobody.with(token);
    }

    Caller with(String otherToken) {
        return new Caller(http, endpoint, otherToken);
    }

    /**
     * The data of an answer.
     *
     * @throws IOException if there are errors in it
     */
    JsonNode ask(String document, Map<String, ?> variables)
            throws IOException, InterruptedException {
        byte[] answer =
                http.send(request(body(document, variables)), BodyHandlers.ofByteArray()).body();
        JsonNode json = JSON.readTree(answer);
        if (json.has("errors") || json.at("/data").isMissingNode()) {
            throw new IOException(new String(answer, StandardCharsets.UTF_8));
        }
        return json.path("data");
    }

    /**
     * Asks; the answer's text is looked at, not parsed.
     *
     * @return true
     * @throws IOException with the answer if it is other than data without errors
     */
    boolean asks(byte[] body) throws IOException, InterruptedException {
        var response = http.send(request(body), BodyHandlers.ofString());
        if (response.statusCode() != 200
                || response.body().startsWith("{\"errors\"")
                || response.body().contains("\"userErrors\":[{")) {
            throw new IOException(response.body());
        }
        return true;
    }

    static byte[] body(String document, Map<String, ?> variables) {
        return JSON.writeValueAsBytes(Map.of("query", document, "variables", variables));
    }

    private HttpRequest request(byte[] body) {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/graphql-response+json")
                        .POST(BodyPublishers.ofByteArray(body));
        return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token))
                .build();
    }
}
