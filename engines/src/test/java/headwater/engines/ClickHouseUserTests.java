package headwater.engines;

import static headwater.engines.ClickHouseTests.run;
import static headwater.engines.ClickHouseTests.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import headwater.engines.ClickHouseTests.Refused;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseUserTests {
    @SuppressWarnings("NullAway.Init")
    private static ClickHouse clickHouse;

    @BeforeAll
    static void makeAView() {
        clickHouse = SharedEngines.clickHouse();
        write(clickHouse, "CREATE DATABASE IF NOT EXISTS cdc");
        write(clickHouse, "CREATE DATABASE IF NOT EXISTS bi");
        write(
                clickHouse,
                """
                CREATE TABLE IF NOT EXISTS cdc.person (person_id Int64, mail String, _version UInt128,
                    _deleted UInt8) ENGINE = ReplacingMergeTree(_version, _deleted) ORDER BY person_id
                """);
        write(clickHouse, "INSERT INTO cdc.person VALUES (7, 'someone@example.org', 1, 0)");
        write(
                clickHouse,
                """
                CREATE VIEW IF NOT EXISTS bi.person DEFINER = headwater SQL SECURITY DEFINER
                AS SELECT person_id FROM cdc.person FINAL
                """);
    }

    @Test
    void theAnalystReadsTheViewsOfBi() {
        assertThat(analyst("SELECT person_id FROM bi.person")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM cdc.person",
                "SELECT count() FROM system.processes",
                "SELECT count() FROM system.users",
                "SELECT count() FROM system.query_log",
                "SELECT * FROM file('/etc/hostname', 'LineAsString')",
                "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
                "CREATE TABLE bi.note (note_id Int64) ENGINE = Memory",
                "CREATE DATABASE own",
                "INSERT INTO cdc.person VALUES (8, '', 1, 0)",
                "DROP VIEW bi.person",
                "ALTER TABLE cdc.person DELETE WHERE 1",
                "KILL QUERY WHERE 1",
                "SYSTEM STOP LISTEN HTTP",
                "SELECT 1 SETTINGS max_execution_time = 0",
                "SET readonly = 0"
            })
    void theAnalystCanReadAndWriteNothingElse(String sql) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> analyst(sql));
        assertThat(write(clickHouse, "SELECT count() FROM cdc.person")).isEqualTo("1");
    }

    @Test
    void theAnalystSeesOnlyHisOwnTables() {
        assertThat(
                        analyst(
                                """
                                SELECT DISTINCT database FROM system.tables
                                WHERE database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')
                                """))
                .isEqualTo("bi");
    }

    @Test
    void theAnalystHasATimeAndAMemoryLimit() {
        assertThat(
                        analyst(
                                "SELECT getSetting('max_execution_time'),"
                                        + " getSetting('max_memory_usage')"))
                .isEqualTo("60\t4000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM cdc.person",
                "SELECT count() FROM bi.person",
                "CREATE DATABASE own"
            })
    void nobodyCanDoAnythingAsTheUserWithoutAPassword(String sql) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> run(clickHouse, "default", "", sql))
                .withMessageContaining("ACCESS_DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headwater", "bi"})
    void aWrongPasswordIsRefused(String user) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> run(clickHouse, user, "wrong", "SELECT 1"))
                .withMessageContaining("AUTHENTICATION_FAILED");
    }

    private static String analyst(String sql) {
        return run(clickHouse, clickHouse.biUser(), clickHouse.biPassword(), sql);
    }
}
