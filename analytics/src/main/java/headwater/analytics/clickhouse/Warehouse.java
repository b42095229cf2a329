package headwater.analytics.clickhouse;

import com.clickhouse.jdbc.StatementImpl;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A pool of connections to ClickHouse that can only read, within limits. */
public final class Warehouse implements AutoCloseable {

    /** No answer has more rows. */
    public static final int MAX_ROWS = 100_000;

    private final String url;
    private final HikariDataSource pool;

    /** Does not connect yet. */
    public Warehouse(
            String url, String user, String password, Duration answerWithin, int connections) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setPoolName("warehouse");
        config.setJdbcUrl("jdbc:clickhouse:" + url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        config.setInitializationFailTimeout(-1);
        settings(answerWithin).forEach(config::addDataSourceProperty);
        this.pool = new HikariDataSource(config);
    }

    private static Map<String, String> settings(Duration answerWithin) {
        return Map.of(
                "clickhouse_setting_readonly", "2",
                "clickhouse_setting_join_use_nulls", "1",
                "clickhouse_setting_max_execution_time", Long.toString(answerWithin.toSeconds()),
                "clickhouse_setting_max_result_rows", Integer.toString(MAX_ROWS),
                "clickhouse_setting_result_overflow_mode", "throw");
    }

    /**
     * Runs one statement. Its query id begins with {@code headwater-} and the name.
     *
     * @param parameters bound by name
     * @throws Unreachable if there is nobody to ask
     * @throws LimitExceeded if it costs too much
     */
    public <R extends @Nullable Object> R select(
            String name, String sql, Map<String, ?> parameters, ResultSetExtractor<R> extractor) {
        String queryId = "headwater-%s-%s".formatted(name, UUID.randomUUID());
        try {
            return JdbcClient.create(new Template(pool, queryId))
                    .sql(sql)
                    .params(parameters)
                    .query(extractor);
        } catch (DataAccessException failure) {
            throw Errors.translated(failure, url);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** JDBC knows no query id; the driver's statement does. */
    private static final class Template extends JdbcTemplate {
        private final String queryId;

        Template(HikariDataSource pool, String queryId) {
            super(pool);
            this.queryId = queryId;
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            statement.unwrap(StatementImpl.class).getLocalSettings().setQueryId(queryId);
        }
    }
}
