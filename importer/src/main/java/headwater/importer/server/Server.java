package headwater.importer.server;

import headwater.importer.CannotRun;
import headwater.importer.mapping.Entity;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.time.ZoneId;
import java.util.function.Consumer;

/** A Headwater that somebody is signed in to. */
public final class Server {
    private final URI endpoint;
    private final Exchange exchange;
    private final Patience patience;
    private final Attempts attempts;
    private final ObjectNode credentials;
    private @Nullable String token;

    private Server(
            URI endpoint, ObjectNode credentials, Patience patience, Consumer<String> notices) {
        this.endpoint = endpoint;
        this.exchange = new Exchange(endpoint);
        this.credentials = credentials;
        this.patience = patience;
        this.attempts = new Attempts(endpoint, notices);
    }

    /**
     * Signs in, at the first attempt or not at all: a server that was never seen is more often a
     * wrong URL than a pause.
     *
     * @param notices takes a line when the server fails for now, and when it is back
     * @throws CannotRun when that is refused, or nobody answers
     */
    public static Server signIn(
            URI endpoint,
            String login,
            String password,
            Patience patience,
            Consumer<String> notices) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("login", login).put("password", password);
        var server = new Server(endpoint, input, patience, notices);
        server.token = server.newToken(patience.none());
        return server;
    }

    /** The zone that decides what a day is. */
    public ZoneId companyZone() {
        JsonNode data = call(Documents.COMPANY, JsonNodeFactory.instance.objectNode());
        return ZoneId.of(data.path("company").path("timeZone").asString("UTC"));
    }

    /** Sends a batch, again and again while the server cannot answer. */
    public BatchAnswer send(Entity entity, ArrayNode rows) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("rows", rows);
        String mutation = Documents.mutation(entity);
        JsonNode data = call(Documents.importOf(entity), variables(input));
        return BatchAnswer.read(data.path(mutation), mutation, rows.size());
    }

    private JsonNode call(String document, ObjectNode variables) {
        try {
            return attempts.run(patience, () -> exchange.post(document, variables, token));
        } catch (TokenRefused expired) {
            token = newToken(patience);
        }
        try {
            return attempts.run(patience, () -> exchange.post(document, variables, token));
        } catch (TokenRefused e) {
            throw new CannotRun(
                    "%s refuses the token it has just given: %s"
                            .formatted(endpoint, e.getMessage()),
                    e);
        }
    }

    private String newToken(Patience patience) {
        JsonNode payload;
        try {
            payload =
                    attempts.run(
                                    patience,
                                    () ->
                                            exchange.post(
                                                    Documents.SIGN_IN,
                                                    variables(credentials),
                                                    null))
                            .path("signIn");
        } catch (TokenRefused e) {
            throw signInRefused(e.getMessage());
        }
        String fresh = payload.path("token").asString(null);
        if (fresh == null) {
            throw signInRefused(BatchAnswer.reasons(payload.path("userErrors")));
        }
        return fresh;
    }

    private CannotRun signInRefused(@Nullable String why) {
        return new CannotRun(
                "Signing in as %s was refused: %s"
                        .formatted(credentials.path("login").asString(""), why));
    }

    private static ObjectNode variables(ObjectNode input) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("input", input);
        return variables;
    }
}
