package headwater.importer.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import headwater.importer.Contract;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A server that keeps the contract, external ids included, in memory: it checks each request
 * against the schema and can be told to fail.
 */
final class Peer implements AutoCloseable {
    /** Answers instead of the server when it returns a status; called once per request. */
    interface Disturbance {
        int status(int request);
    }

    static final String PASSWORD = "correct horse";

    final Map<String, Map<String, Map<String, Object>>> stored = new LinkedHashMap<>();
    final List<Integer> batches = new ArrayList<>();
    final Map<String, String> refusals = new HashMap<>();
    Disturbance disturbance = request -> 200;
    String errorCode = "";
    int signIns;

    private final JsonMapper json = new JsonMapper();
    private final GraphQL graphql;
    private int port;
    private HttpServer http;
    private int requests;

    Peer() throws IOException {
        Map<String, DataFetcher<?>> mutations = new HashMap<>();
        mutations.put("signIn", this::signIn);
        for (String entity :
                List.of(
                        "Teams",
                        "Users",
                        "Accounts",
                        "Contacts",
                        "Products",
                        "Pipelines",
                        "Opportunities")) {
            mutations.put("import" + entity, environment -> imported(entity, environment));
        }
        Map<String, DataFetcher<?>> queries =
                Map.of("company", environment -> Map.of("timeZone", "Asia/Shanghai"));
        graphql = GraphQL.newGraphQL(Contract.schema(queries, mutations)).build();
        http = start();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void stop() {
        http.stop(0);
    }

    void restart() throws IOException {
        http = start();
    }

    Map<String, Map<String, Object>> stored(String entity) {
        return stored.computeIfAbsent(entity, any -> new LinkedHashMap<>());
    }

    @Override
    public void close() {
        stop();
    }

    private HttpServer start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/graphql", this::answer);
        server.start();
        port = server.getAddress().getPort();
        return server;
    }

    @SuppressWarnings("unchecked")
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = disturbance.status(++requests);
            if (status == 0) {
                return;
            }
            Map<String, Object> request = json.readValue(body, Map.class);
            String document = (String) request.get("query");
            boolean signingIn = document.contains("signIn");
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            if (status == 200 && !signingIn && !("Bearer token" + signIns).equals(header)) {
                status = 401;
            }
            byte[] answer = new byte[0];
            if (status == 200) {
                answer = json.writeValueAsBytes(execute(document, request, signingIn));
            }
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> execute(
            String document, Map<String, Object> request, boolean signingIn) {
        if (!errorCode.isEmpty() && !signingIn) {
            Map<String, Object> error =
                    Map.of("message", "Not today.", "extensions", Map.of("code", errorCode));
            return Map.of("errors", List.of(error));
        }
        var input =
                ExecutionInput.newExecutionInput(document)
                        .variables((Map<String, Object>) request.get("variables"));
        try {
            return graphql.execute(input).toSpecification();
        } catch (RuntimeException e) {
            // Left alone, this would only cut the connection and be tried again.
            return Map.of("errors", List.of(Map.of("message", e.toString())));
        }
    }

    private Object signIn(DataFetchingEnvironment environment) {
        Map<String, Object> input = environment.getArgument("input");
        if (!PASSWORD.equals(input.get("password"))) {
            return Map.of("userErrors", List.of(userError("Login or password is wrong.")));
        }
        return Map.of("token", "token" + ++signIns, "userErrors", List.of());
    }

    private Object imported(String entity, DataFetchingEnvironment environment) {
        Map<String, Object> input = environment.getArgument("input");
        List<Map<String, Object>> rows = cast(input.get("rows"));
        batches.add(rows.size());
        Function<Map<String, Object>, Object> store = row -> store(entity, row);
        return Map.of(
                "results", rows.stream().map(store).toList(),
                "userErrors", List.of(),
                "consistencyToken", "0/" + batches.size());
    }

    private Object store(String entity, Map<String, Object> row) {
        Map<String, Object> record = cast(row.getOrDefault("opportunity", row));
        String id = (String) record.get("externalId");
        if (refusals.containsKey(id)) {
            return Map.of(
                    "externalId",
                    id,
                    "outcome",
                    "REFUSED",
                    "userErrors",
                    List.of(userError(refusals.get(id))));
        }
        boolean fresh = stored(entity).putIfAbsent(id, row) == null;
        return Map.of(
                "externalId",
                id,
                "outcome",
                fresh ? "CREATED" : "EXISTING",
                "userErrors",
                List.of());
    }

    private static Map<String, Object> userError(String message) {
        return Map.of("code", "INVALID", "field", List.of("name"), "message", message);
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
