package headwater.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one needs to know of a system that is up: addresses and sign-ins.
 *
 * @param firstPassword the administrator's, at the first start of the folder only
 */
record ReadyTable(
        Settings settings, Databases databases, int cdcPort, Optional<String> firstPassword) {
    /** Two columns: what, and where or who. */
    List<String> lines() {
        var base = "http://localhost:" + settings.port();
        var rows = new ArrayList<Row>();
        rows.add(new Row("Dashboard", base + "/"));
        rows.add(new Row("GraphQL", base + "/graphql"));
        rows.add(new Row("GraphiQL", base + "/graphiql"));
        rows.add(new Row("ClickHouse", clickHouse()));
        rows.add(new Row("PostgreSQL", postgres()));
        rows.add(new Row("Stream", Health.of(cdcPort).toString()));
        rows.add(new Row("Sign in", administrator()));
        if (isDemo()) {
            rows.add(
                    new Row(
                            "Demo sign-ins",
                            "han.mei (sales director), li.wei (manager), wang.fang (seller), tang.rui (finance); password "
                                    + settings.demoPassword()));
        }
        return rows.stream().map(Row::line).toList();
    }

    private boolean isDemo() {
        return settings.demo() && firstPassword.isPresent();
    }

    private String clickHouse() {
        return databases
                .analysts()
                .map(ReadyTable::signIn)
                .orElseGet(() -> databases.clickHouse().url() + " (your server)");
    }

    private String postgres() {
        return settings.postgres().isPresent()
                ? databases.postgres().url() + " (your server)"
                : signIn(databases.postgres());
    }

    private String administrator() {
        if (firstPassword.isEmpty()) {
            return "admin, with the password of the first start";
        }
        if (settings.adminPassword().isPresent()) {
            return "admin, with the password in CRM_ADMIN_PASSWORD";
        }
        var onceOnly = isDemo() ? "" : " (shown this once)";
        return "admin, password " + firstPassword.get() + onceOnly;
    }

    private static String signIn(Server server) {
        return "%s  user %s  password %s".formatted(server.url(), server.user(), server.password());
    }

    private record Row(String what, String where) {
        String line() {
            return "  " + what + " ".repeat(15 - what.length()) + where;
        }
    }
}
