package headwater.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code crm up} was told, by arguments and environment variables; each checked.
 *
 * @param home the folder of the built modules
 * @param postgres a server of the user's own; empty for the embedded one
 * @param clickHouse a server of the user's own; empty for the embedded one
 * @param adminPassword of the administrator that an empty installation gets; empty to generate
 * @param demoPassword of the demo company's people
 */
record Settings(
        Path home,
        Path data,
        int port,
        boolean demo,
        Optional<Server> postgres,
        Optional<Server> clickHouse,
        Optional<String> adminPassword,
        String demoPassword) {
    private static final Pattern POSTGRES_URL =
            Pattern.compile("jdbc:postgresql://[^/\\s]+/[^/\\s?]+(\\?\\S*)?");
    private static final Pattern CLICKHOUSE_URL = Pattern.compile("https?://[^/\\s]+/?");
    private static final int SHORTEST_PASSWORD = 10;

    /** Refuses the first wrong value, by name and with what would be right. */
    static Settings of(UpArguments arguments, Map<String, String> environment) {
        var data = arguments.data() == null ? arguments.home().resolve("data") : arguments.data();
        return new Settings(
                arguments.home(),
                data.toAbsolutePath().normalize(),
                port(arguments, environment),
                arguments.demo(),
                server(
                        environment,
                        "POSTGRES",
                        POSTGRES_URL,
                        "jdbc:postgresql://localhost:5432/crm"),
                server(environment, "CLICKHOUSE", CLICKHOUSE_URL, "http://localhost:8123"),
                password(environment, "CRM_ADMIN_PASSWORD"),
                password(environment, "CRM_DEMO_PASSWORD").orElse("headwater-demo"));
    }

    private static int port(UpArguments arguments, Map<String, String> environment) {
        var typed = arguments.port();
        var name = typed == null ? "CRM_PORT" : "--port";
        var text = typed == null ? environment.getOrDefault("CRM_PORT", "8080") : typed;
        if (text.matches("\\d{1,5}")) {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new UpFailed(
                "%s is \"%s\"; it must be a number from 1 to 65535.".formatted(name, text));
    }

    private static Optional<Server> server(
            Map<String, String> environment, String engine, Pattern form, String example) {
        var prefix = "CRM_" + engine;
        var url = environment.getOrDefault(prefix + "_URL", "");
        if (url.isBlank()) {
            return Optional.empty();
        }
        if (!form.matcher(url).matches()) {
            throw new UpFailed(
                    "%s_URL is \"%s\"; it must look like %s.".formatted(prefix, url, example));
        }
        var user = environment.getOrDefault(prefix + "_USER", "");
        if (user.isBlank()) {
            throw new UpFailed(
                    "%1$s_URL is set and %1$s_USER is not; it must name the user to sign in as."
                            .formatted(prefix));
        }
        return Optional.of(
                new Server(url, user, environment.getOrDefault(prefix + "_PASSWORD", "")));
    }

    /**
     * A password that is too short is not repeated in the message: it may be half of a real one.
     */
    private static Optional<String> password(Map<String, String> environment, String name) {
        var password = environment.getOrDefault(name, "");
        if (password.isEmpty()) {
            return Optional.empty();
        }
        if (password.length() < SHORTEST_PASSWORD) {
            throw new UpFailed(
                    "%s has %d characters; it must have at least %d."
                            .formatted(name, password.length(), SHORTEST_PASSWORD));
        }
        return Optional.of(password);
    }
}
