package headwater.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SettingsTests {
    @Test
    void everySettingHasADefault() {
        assertThat(settings(Map.of(), "--home", "/home"))
                .isEqualTo(
                        new Settings(
                                Path.of("/home"),
                                Path.of("/home/data"),
                                8080,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "headwater-demo"));
    }

    @Test
    void everySettingCanBeChanged() {
        var environment =
                Map.of(
                        "CRM_PORT", "9000",
                        "CRM_POSTGRES_URL", "jdbc:postgresql://db:5433/crm",
                        "CRM_POSTGRES_USER", "owner",
                        "CRM_POSTGRES_PASSWORD", "a",
                        "CRM_CLICKHOUSE_URL", "https://warehouse:8443",
                        "CRM_CLICKHOUSE_USER", "writer",
                        "CRM_CLICKHOUSE_PASSWORD", "b",
                        "CRM_ADMIN_PASSWORD", "long-enough",
                        "CRM_DEMO_PASSWORD", "for-the-demo");

        assertThat(
                        settings(
                                environment,
                                "--home",
                                "/home",
                                "--data",
                                "/data",
                                "--port",
                                "9001",
                                "--demo"))
                .isEqualTo(
                        new Settings(
                                Path.of("/home"),
                                Path.of("/data"),
                                9001,
                                true,
                                Optional.of(
                                        new Server("jdbc:postgresql://db:5433/crm", "owner", "a")),
                                Optional.of(new Server("https://warehouse:8443", "writer", "b")),
                                Optional.of("long-enough"),
                                "for-the-demo"));
        assertThat(settings(environment).port()).isEqualTo(9000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CRM_PORT           | 70000                | CRM_PORT is "70000"; it must be a number from 1 to 65535.
                    CRM_PORT           | http                 | CRM_PORT is "http"; it must be a number from 1 to 65535.
                    CRM_POSTGRES_URL   | postgres://db/crm    | CRM_POSTGRES_URL is "postgres://db/crm"; it must look like jdbc:postgresql://localhost:5432/crm.
                    CRM_POSTGRES_URL   | jdbc:postgresql://db | CRM_POSTGRES_URL is "jdbc:postgresql://db"; it must look like jdbc:postgresql://localhost:5432/crm.
                    CRM_CLICKHOUSE_URL | db:8123              | CRM_CLICKHOUSE_URL is "db:8123"; it must look like http://localhost:8123.
                    CRM_CLICKHOUSE_URL | http://db:8123       | CRM_CLICKHOUSE_URL is set and CRM_CLICKHOUSE_USER is not; it must name the user to sign in as.
                    CRM_ADMIN_PASSWORD | short                | CRM_ADMIN_PASSWORD has 5 characters; it must have at least 10.
                    """)
    void aWrongSettingIsNamedWithItsValueAndWhatWouldBeRight(
            String name, String value, String sentence) {
        assertThatExceptionOfType(UpFailed.class)
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessage(sentence);
    }

    @Test
    void anUnknownArgumentIsRefused() {
        assertThatExceptionOfType(UpFailed.class)
                .isThrownBy(() -> settings(Map.of(), "--prot", "9000"))
                .withMessage(
                        "\"--prot\" is not known; crm up takes --data DIR, --port N and --demo.");
    }

    private static Settings settings(Map<String, String> environment, String... arguments) {
        return Settings.of(UpArguments.parse(List.of(arguments)), environment);
    }
}
