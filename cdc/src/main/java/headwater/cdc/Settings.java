package headwater.cdc;

import org.postgresql.Driver;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.Properties;

/**
 * Where the stream reads and writes; from the environment variables that the messages below name.
 *
 * @param cdcPort the actuator's port on 127.0.0.1; 0 for a free one
 */
@ConfigurationProperties("crm")
public record Settings(
        @DefaultValue Postgres postgres, @DefaultValue ClickHouse clickhouse, String cdcPort) {

    /**
     * @param url as pgjdbc takes it, of one server
     */
    public record Postgres(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password) {

        public Postgres {
            Properties parts =
                    url.startsWith("jdbc:postgresql://")
                            ? Driver.parseURL(url, new Properties())
                            : null;
            if (parts == null || parts.getProperty("PGHOST", ",").contains(",")) {
                throw wrong("CRM_POSTGRES_URL", url, "jdbc:postgresql://host:port/database");
            }
            if (user.isBlank()) {
                throw wrong(
                        "CRM_POSTGRES_USER",
                        user,
                        "a PostgreSQL user that may replicate and read schema crm");
            }
        }
    }

    /**
     * @param url of the HTTP interface
     */
    public record ClickHouse(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password) {

        public ClickHouse {
            if (!isHttp(url)) {
                throw wrong("CRM_CLICKHOUSE_URL", url, "http://host:port or https://host:port");
            }
            if (user.isBlank()) {
                throw wrong(
                        "CRM_CLICKHOUSE_USER",
                        user,
                        "a ClickHouse user that may create databases cdc and bi");
            }
        }

        private static boolean isHttp(String url) {
            try {
                URI uri = URI.create(url);
                return uri.getHost() != null
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
    }

    public Settings {
        if (!cdcPort.matches("[0-9]{1,5}") || Integer.parseInt(cdcPort) > 65_535) {
            throw wrong("CRM_CDC_PORT", cdcPort, "a port number from 1 to 65535");
        }
    }

    private static InvalidSetting wrong(String variable, String value, String right) {
        String found = value.isBlank() ? "is not set" : "is '" + value + "'";
        return new InvalidSetting(variable + " " + found + ": it must be " + right + ".");
    }
}
