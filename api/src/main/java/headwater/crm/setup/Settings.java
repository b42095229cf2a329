package headwater.crm.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of an installation, each an environment variable.
 *
 * @param postgresUrl CRM_POSTGRES_URL, a JDBC URL
 * @param clickhouseUrl CRM_CLICKHOUSE_URL, {@code http://host:port} or https
 * @param adminPassword CRM_ADMIN_PASSWORD, of the administrator that an empty installation gets
 * @param demo CRM_DEMO, whether an empty installation gets the demo company
 * @param demoPassword CRM_DEMO_PASSWORD, of the demo company's people
 */
@ConfigurationProperties("crm")
public record Settings(
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        String clickhouseUrl,
        String clickhouseUser,
        String clickhousePassword,
        @Nullable String adminPassword,
        boolean demo,
        String demoPassword) {

    public Settings {
        List<String> wrong = new ArrayList<>();
        require(
                postgresUrl.matches("jdbc:postgresql://[^/]+/.+"),
                "CRM_POSTGRES_URL is \"%s\"; it must look like jdbc:postgresql://localhost:5432/crm."
                        .formatted(postgresUrl),
                wrong);
        require(
                clickhouseUrl.matches("https?://[^/:]+(:\\d+)?/?"),
                "CRM_CLICKHOUSE_URL is \"%s\"; it must look like http://localhost:8123."
                        .formatted(clickhouseUrl),
                wrong);
        require(
                adminPassword == null || adminPassword.isEmpty() || adminPassword.length() >= 10,
                "CRM_ADMIN_PASSWORD is shorter than 10 characters; take a longer one.",
                wrong);
        if (!wrong.isEmpty()) {
            throw new WrongSettings(String.join("\n", wrong));
        }
    }

    private static void require(boolean right, String message, List<String> wrong) {
        if (!right) {
            wrong.add(message);
        }
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "Settings[postgresUrl=%s, clickhouseUrl=%s, demo=%s]"
                .formatted(postgresUrl, clickhouseUrl, demo);
    }
}
