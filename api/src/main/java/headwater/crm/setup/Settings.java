package headwater.crm.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param allowedOrigins CRM_ALLOWED_ORIGINS, whose pages may call the API; the API's own always may
 * @param trustedDocuments CRM_TRUSTED_DOCUMENTS, a folder of {@code *.graphql}; empty for none
 * @param persistedOnly CRM_PERSISTED_ONLY, whether only trusted documents run
 * @param jobs CRM_JOBS, whether this process does work that is due, such as recycling
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
        String demoPassword,
        List<String> allowedOrigins,
        String trustedDocuments,
        boolean persistedOnly,
        boolean jobs) {

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
        for (String origin : allowedOrigins) {
            require(
                    origin.matches("https?://[^/*,\\s]+"),
                    "CRM_ALLOWED_ORIGINS has \"%s\"; each must look like https://crm.example.com, separated by commas, without path or wildcard."
                            .formatted(origin),
                    wrong);
        }
        require(
                trustedDocuments.isEmpty() || Files.isDirectory(Path.of(trustedDocuments)),
                "CRM_TRUSTED_DOCUMENTS is \"%s\"; it must be a folder with *.graphql files."
                        .formatted(trustedDocuments),
                wrong);
        require(
                !persistedOnly || !trustedDocuments.isEmpty(),
                "CRM_PERSISTED_ONLY is true, so CRM_TRUSTED_DOCUMENTS must name the folder of what may run.",
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
