package headwater.cdc.warehouse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.cdc.health.Refused;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarehouseVersionTests {

    @ParameterizedTest
    @ValueSource(strings = {"18.16.1", "25.12.1.1", "26.6.3.1-lts"})
    void olderServerIsRefusedWithWhatWouldBeRight(String version) {
        assertThatThrownBy(() -> WarehouseVersion.check(version))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "CRM_CLICKHOUSE_URL leads to ClickHouse "
                                + version
                                + "; it must be 26.7 or newer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.7.1.1", "26.10.2.1", "27.1.1.1"})
    void oldestAndNewerServersAreTaken(String version) {
        assertThatCode(() -> WarehouseVersion.check(version)).doesNotThrowAnyException();
    }
}
