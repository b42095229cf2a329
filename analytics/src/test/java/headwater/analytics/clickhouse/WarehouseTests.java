package headwater.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.analytics.WarehouseFixture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Limits and bound values, on the real engine. */
class WarehouseTests {

    private static final ResultSetExtractor<String> FIRST =
            rows -> {
                rows.next();
                return rows.getString(1);
            };

    private final Warehouse warehouse = warehouse();

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void valuesAreBoundWhateverIsInThem() {
        String nasty = "'); DROP TABLE cdc.app_user; -- \\' ? :name {app_user} 北京\n";

        assertThat(warehouse.select("bound", "SELECT :name", Map.of("name", nasty), FIRST))
                .isEqualTo(nasty);
        assertThat(
                        warehouse.select(
                                "bound",
                                "SELECT :name IN (:names)",
                                Map.of("name", nasty, "names", List.of("x", nasty)),
                                FIRST))
                .isEqualTo("1");
    }

    @Test
    void nothingCanBeWritten() {
        assertThatThrownBy(
                        () ->
                                warehouse.select(
                                        "write",
                                        "CREATE TABLE cdc.copy ENGINE = Log AS SELECT 1 AS one",
                                        Map.of(),
                                        FIRST))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("READONLY");
    }

    @Test
    void answerWithTooManyRowsIsNone() {
        assertThatThrownBy(
                        () ->
                                warehouse.select(
                                        "rows",
                                        "SELECT number FROM numbers(:rows)",
                                        Map.of("rows", Warehouse.MAX_ROWS + 1),
                                        ResultSet::next))
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("TOO_MANY_ROWS_OR_BYTES");
    }

    private static Warehouse warehouse() {
        var settings = WarehouseFixture.settings();
        return new Warehouse(
                settings.url(), settings.user(), settings.password(), Duration.ofSeconds(5), 1);
    }
}
