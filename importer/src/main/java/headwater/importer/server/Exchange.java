package headwater.importer.server;

import headwater.importer.CannotRun;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/** One operation over HTTP, with what its answer means for the next one. */
final class Exchange {
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
    private static final Set<Integer> LATER = Set.of(408, 429);
    private static final Set<String> LATER_CODES =
            Set.of("INTERNAL", "INTERNAL_ERROR", "UPSTREAM_UNAVAILABLE", "TIMEOUT", "RATE_LIMITED");

    private final JsonMapper json = new JsonMapper();
    private final URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    Exchange(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The answer's data.
     *
     * @throws Unavailable when another attempt may succeed
     * @throws TokenRefused when it may after signing in
     * @throws CannotRun when no attempt will
     */
    JsonNode post(String document, ObjectNode variables, @Nullable String token)
            throws Unavailable, TokenRefused {
        ObjectNode body = json.createObjectNode().put("query", document);
        body.set("variables", variables);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/graphql-response+json, application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() >= 500 || LATER.contains(response.statusCode())) {
            throw new Unavailable("answers HTTP " + response.statusCode());
        }
        if (response.statusCode() == 401) {
            throw new TokenRefused("HTTP 401");
        }
        return data(response);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Unavailable {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw new Unavailable("does not answer in time", e);
        } catch (IOException e) {
            throw new Unavailable("cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("The import was interrupted; run it again to go on.", e);
        }
    }

    private JsonNode data(HttpResponse<byte[]> response) throws Unavailable, TokenRefused {
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (JacksonException e) {
            answer = json.missingNode();
        }
        for (JsonNode error : answer.path("errors")) {
            String code = error.path("extensions").path("code").asString("");
            String message = error.path("message").asString("");
            if (LATER_CODES.contains(code)) {
                throw new Unavailable("answers " + code);
            }
            if (code.equals("UNAUTHENTICATED")) {
                throw new TokenRefused(message);
            }
            throw new CannotRun(
                    "%s refused the request%s: %s"
                            .formatted(endpoint, code.isEmpty() ? "" : " (" + code + ")", message));
        }
        if (!answer.path("data").isObject()) {
            throw new CannotRun(
                    "%s answers HTTP %d and no GraphQL; is --url right?"
                            .formatted(endpoint, response.statusCode()));
        }
        return answer.path("data");
    }
}
