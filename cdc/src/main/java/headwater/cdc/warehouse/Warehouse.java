package headwater.cdc.warehouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.DataStreamWriter;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;

import headwater.cdc.mapping.TableSql;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A connection pool to ClickHouse. Every method returns when the server is done, or throws; nothing
 * is tried twice here.
 */
public final class Warehouse implements AutoCloseable {

    /** The database of tables that follow PostgreSQL. */
    public static final String DATABASE = "cdc";

    private final Client client;

    public Warehouse(String url, String user, String password) {
        client =
                new Client.Builder()
                        .addEndpoint(url)
                        .setUsername(user)
                        .setPassword(password)
                        .setClientName("headwater-cdc")
                        .compressClientRequest(true)
                        .setConnectTimeout(5, ChronoUnit.SECONDS)
                        .setConnectionRequestTimeout(10, ChronoUnit.SECONDS)
                        .setSocketTimeout(120, ChronoUnit.SECONDS)
                        .setMaxRetries(0)
                        .serverSetting("wait_end_of_query", "1")
                        .serverSetting("async_insert", "0")
                        .serverSetting("session_timezone", "UTC")
                        .build();
    }

    public void execute(String sql) {
        done(() -> client.execute(sql, new CommandSettings()));
    }

    public List<GenericRecord> query(String sql) {
        try {
            return client.queryAll(sql);
        } catch (ClickHouseException e) {
            throw told(e);
        }
    }

    /** One number or text; the query must give one row. */
    public String single(String sql) {
        return query(sql).getFirst().getString(1);
    }

    /**
     * Inserts rows as one part per partition.
     *
     * @param table of database {@value #DATABASE}
     * @param token rows sent again under the same token are dropped by ClickHouse
     */
    public void insert(String table, List<String> columns, String token, DataStreamWriter rows) {
        InsertSettings settings =
                new InsertSettings()
                        .setDeduplicationToken(token)
                        .serverSetting("input_format_null_as_default", "0");
        done(
                () ->
                        client.insert(
                                TableSql.table(DATABASE, table),
                                columns.stream().map(TableSql::quoted).toList(),
                                rows,
                                ClickHouseFormat.RowBinary,
                                settings));
    }

    @Override
    public void close() {
        client.close();
    }

    /** Asks, and waits for the server's whole answer. */
    private static void done(Supplier<Future<? extends AutoCloseable>> request) {
        try {
            request.get().get().close();
        } catch (ExecutionException e) {
            throw told(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted", e);
        } catch (Exception e) {
            throw told(e);
        }
    }

    /**
     * What the server said, which the client wraps differently from call to call; else a failure of
     * the network.
     */
    private static ClickHouseException told(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                return server;
            }
        }
        return failure instanceof ClickHouseException network
                ? network
                : new ClientException("ClickHouse could not be asked", failure);
    }
}
