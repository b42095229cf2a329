package headwater.bench;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who ask, by scope. Several for each, because everybody has a budget of points of his own.
 */
final class People {
    private static final int EACH = 16;
    private static final String PASSWORD = "a long password";

    /** Scope and shipped role that has it. */
    static final Map<String, String> ROLES = roles();

    private final MeasuredSystem system;
    private final Caller admin;
    private final Map<String, List<String>> logins = new HashMap<>();
    private final Map<String, List<Caller>> callers = new HashMap<>();
    private final Map<String, List<Long>> keys = new HashMap<>();
    private final List<Long> teams = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private People(MeasuredSystem system, Caller admin) {
        this.system = system;
        this.admin = admin;
    }

    static People hire(MeasuredSystem system)
            throws IOException, InterruptedException, SQLException {
        var admin = Caller.signedIn(system, system.graphql().user(), system.graphql().password());
        var people = new People(system, admin);
        String division = people.create("Team", Map.of("name", "Division", "kind", "DEPARTMENT"));
        List<String> ids = new ArrayList<>();
        for (String name : List.of("North", "South")) {
            ids.add(
                    people.create(
                            "Team",
                            Map.of(
                                    "name",
                                    name,
                                    "kind",
                                    "TEAM",
                                    "parent",
                                    Map.of("id", division))));
        }
        for (var scope : ROLES.entrySet()) {
            String team = scope.getKey().equals("team tree") ? division : ids.getFirst();
            people.hire(scope.getKey(), scope.getValue(), team);
        }
        people.readKeys();
        return people;
    }

    /** The callers of a scope in turn. */
    Caller next(String scope) {
        List<Caller> all = callers.getOrDefault(scope, List.of());
        return all.get(Math.floorMod(next.getAndIncrement(), all.size()));
    }

    List<Long> keys(String scope) {
        return keys.getOrDefault(scope, List.of());
    }

    List<Long> teams() {
        return teams;
    }

    private void hire(String scope, String role, String team)
            throws IOException, InterruptedException {
        List<String> hired = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            String login = (scope + i).replace(' ', '.');
            create(
                    "User",
                    Map.of(
                            "login",
                            login,
                            "name",
                            login,
                            "password",
                            PASSWORD,
                            "roles",
                            List.of(role),
                            "team",
                            Map.of("id", team)));
            hired.add(login);
        }
        logins.put(scope, hired);
    }

    /** Everybody; a session lasts a quarter of an hour, less than a company takes to fill. */
    void signIn() throws IOException, InterruptedException {
        for (var scope : logins.entrySet()) {
            List<Caller> signedIn = new ArrayList<>();
            for (String login : scope.getValue()) {
                signedIn.add(Caller.signedIn(system, login, PASSWORD));
            }
            callers.put(scope.getKey(), signedIn);
        }
    }

    private String create(String type, Map<String, ?> input)
            throws IOException, InterruptedException {
        String field = type.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + type.substring(1);
        JsonNode payload =
                admin.ask(
                                "mutation($input: Create%1$sInput!) { create%1$s(input: $input) { %2$s { id } userErrors { message } } }"
                                        .formatted(type, field),
                                Map.of("input", input))
                        .path("create" + type);
        if (!payload.path("userErrors").isEmpty()) {
            throw new IOException(payload.toString());
        }
        return payload.path(field).path("id").asString();
    }

    private void readKeys() throws SQLException {
        try (Connection connection = system.connect();
                var statement = connection.createStatement()) {
            for (String scope : ROLES.keySet()) {
                keys.put(
                        scope,
                        read(
                                statement,
                                "select app_user_id from crm.app_user where login ~ '^%s[0-9]+$'"
                                        .formatted(scope.replace(' ', '.'))));
            }
            teams.addAll(read(statement, "select team_id from crm.team where kind = 'TEAM'"));
        }
    }

    private static List<Long> read(java.sql.Statement statement, String sql) throws SQLException {
        List<Long> all = new ArrayList<>();
        try (var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getLong(1));
            }
        }
        return all;
    }

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("all", "ADMINISTRATOR");
        roles.put("team tree", "SALES_DIRECTOR");
        roles.put("subordinates", "MANAGER");
        roles.put("own", "SELLER");
        return roles;
    }
}
