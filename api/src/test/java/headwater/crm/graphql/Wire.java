package headwater.crm.graphql;

import headwater.crm.Api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** HTTP as anybody may send it, well-formed or not. */
public final class Wire {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;
    private final List<String> headers;

    public Wire(int port) {
        this(
                URI.create("http://127.0.0.1:" + port + "/graphql"),
                List.of(
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "application/graphql-response+json"));
    }

    private Wire(URI endpoint, List<String> headers) {
        this.endpoint = endpoint;
        this.headers = headers;
    }

    public record Answer(int status, Map<String, List<String>> headers, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }

        public List<String> codes() {
            List<String> codes = new ArrayList<>();
            json().path("errors")
                    .forEach(e -> codes.add(e.path("extensions").path("code").asString("none")));
            return codes;
        }

        public String code() {
            return String.join(",", codes());
        }
    }

    /** As the administrator. */
    public Wire signedIn() {
        return signedIn("admin", Api.ADMIN_PASSWORD);
    }

    public Wire signedIn(String login, String password) {
        String token =
                ask(
                                "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
                                Map.of("input", Map.of("login", login, "password", password)))
                        .json()
                        .at("/data/signIn/token")
                        .asString();
        return with("Authorization", "Bearer " + token);
    }

    /** The bearer token that is sent. */
    public String token() {
        return headers.get(headers.indexOf("Authorization") + 1).substring("Bearer ".length());
    }

    /** With one header more, or changed. */
    public Wire with(String name, String value) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i).equalsIgnoreCase(name)) {
                changed.addAll(headers.subList(i, i + 2));
            }
        }
        changed.addAll(List.of(name, value));
        return new Wire(endpoint, changed);
    }

    public Wire at(String path) {
        return new Wire(endpoint.resolve(path), headers);
    }

    public Answer ask(String document) {
        return ask(document, Map.of());
    }

    public Answer ask(String document, Map<String, ?> variables) {
        ObjectNode body = JSON.createObjectNode().put("query", document);
        body.set("variables", JSON.valueToTree(variables));
        return post(body.toString());
    }

    Answer post(String body) {
        return send("POST", BodyPublishers.ofString(body));
    }

    Answer send(String method, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
