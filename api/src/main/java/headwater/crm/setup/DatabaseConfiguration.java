package headwater.crm.setup;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

/** The connection to PostgreSQL and the clock. */
@Configuration
class DatabaseConfiguration {
    /** Slots that survive a failover came with this version. */
    private static final int OLDEST_POSTGRES = 17;

    @Bean
    static DataSource dataSource(Settings settings) throws SQLException {
        var pool = new HikariDataSource();
        pool.setPoolName("crm");
        pool.setJdbcUrl(settings.postgresUrl());
        pool.setUsername(settings.postgresUser());
        pool.setPassword(settings.postgresPassword());
        pool.setMaximumPoolSize(10);
        pool.addDataSourceProperty("ApplicationName", "headwater-api");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // statement_timeout of API.md: no statement of a request may run longer.
        pool.addDataSourceProperty(
                "options", "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s");
        try (Connection connection = pool.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRES) {
                throw new WrongSettings(
                        "CRM_POSTGRES_URL leads to PostgreSQL %d; it must be %d or newer."
                                .formatted(version, OLDEST_POSTGRES));
            }
        } catch (SQLException e) {
            throw new WrongSettings.Unreachable(
                    "CRM_POSTGRES_URL %s cannot be reached as user %s: %s"
                            .formatted(
                                    settings.postgresUrl(),
                                    settings.postgresUser(),
                                    e.getMessage()));
        }
        return pool;
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
