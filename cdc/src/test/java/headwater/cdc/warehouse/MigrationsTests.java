package headwater.cdc.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.cdc.StreamFixture;
import headwater.cdc.health.Refused;

import org.junit.jupiter.api.Test;

import java.util.List;

class MigrationsTests {

    @Test
    void areAppliedOnceInOrderAndRefusedWhenChanged() throws Exception {
        try (var fixture = new StreamFixture()) {
            fixture.warehouse.execute("CREATE DATABASE cdc");
            var first =
                    Migrations.migration(
                            "V1__one.sql",
                            """
                            -- A comment; with a semicolon inside.
                            CREATE TABLE cdc.applied (n Int32) ENGINE = MergeTree ORDER BY n;
                            INSERT INTO cdc.applied VALUES (1);
                            """);
            var second = Migrations.migration("V2__two.sql", "INSERT INTO cdc.applied VALUES (2)");
            var migrations = new Migrations(fixture.warehouse);

            migrations.apply(List.of(first));
            migrations.apply(List.of(first, second));

            assertThat(fixture.warehouse("SELECT toString(n) FROM cdc.applied ORDER BY n"))
                    .containsExactly("1", "2");
            var changed = Migrations.migration("V1__one.sql", "SELECT 1");
            assertThatThrownBy(() -> migrations.apply(List.of(changed, second)))
                    .isInstanceOf(Refused.class)
                    .hasMessage(
                            "migrations/clickhouse/V1__one.sql was changed after it was applied: restore it and put the change into a new file.");
        }
    }

    @Test
    void misnamedFileIsRefused() {
        assertThatThrownBy(() -> Migrations.migration("bi.sql", ""))
                .hasMessage("migrations/clickhouse/bi.sql is not named V<number>__<name>.sql");
    }
}
