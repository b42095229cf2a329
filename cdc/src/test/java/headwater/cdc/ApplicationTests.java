package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application as a process: its health and its settings. */
class ApplicationTests {

    @Test
    void healthIsUpOnceChangesArriveAndDownWhenPostgresRefuses() throws Exception {
        try (var fixture = new StreamFixture();
                var context = run(fixture)) {
            await("health is UP")
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> health(context).endsWith("\"status\":\"UP\"}"));

            assertThat(health(context)).contains("\"slot\":\"crm_cdc\"", "\"lagMillis\":");

            fixture.sql(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
            await("health is DOWN").until(() -> health(context).endsWith("\"status\":\"DOWN\"}"));
            await("health is UP again")
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> health(context).endsWith("\"status\":\"UP\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres.url|mysql://x|CRM_POSTGRES_URL is 'mysql://x': it must be jdbc:postgresql://host:port/database.",
                "postgres.url||CRM_POSTGRES_URL is not set: it must be jdbc:postgresql://host:port/database.",
                "postgres.user||CRM_POSTGRES_USER is not set: it must be a PostgreSQL user that may replicate and read schema crm.",
                "clickhouse.url|localhost:8123|CRM_CLICKHOUSE_URL is 'localhost:8123': it must be http://host:port or https://host:port.",
                "cdc-port|eighty|CRM_CDC_PORT is 'eighty': it must be a port number from 1 to 65535.",
                "cdc-port|70000|CRM_CDC_PORT is '70000': it must be a port number from 1 to 65535."
            })
    void wrongSettingIsNamedWithItsValueAndWhatWouldBeRight(
            String name, String value, String message) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "postgres.url", "jdbc:postgresql://127.0.0.1:1/crm",
                                "postgres.user", "crm",
                                "clickhouse.url", "http://127.0.0.1:1",
                                "clickhouse.user", "crm"));
        settings.put(name, value == null ? "" : value);
        String[] arguments =
                settings.entrySet().stream()
                        .map(setting -> "--crm." + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new);

        assertThatThrownBy(() -> CdcApplication.application().run(arguments))
                .rootCause()
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }

    private static ConfigurableApplicationContext run(StreamFixture fixture) {
        Settings settings = fixture.settings();
        return CdcApplication.application()
                .run(
                        "--crm.postgres.url=" + settings.postgres().url(),
                        "--crm.postgres.user=" + settings.postgres().user(),
                        "--crm.postgres.password=" + settings.postgres().password(),
                        "--crm.clickhouse.url=" + settings.clickhouse().url(),
                        "--crm.clickhouse.user=" + settings.clickhouse().user(),
                        "--crm.clickhouse.password=" + settings.clickhouse().password(),
                        "--crm.cdc-port=0");
    }

    private static String health(ConfigurableApplicationContext context) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/actuator/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
