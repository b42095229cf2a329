package headwater.cdc.capture;

import headwater.cdc.change.Position;
import headwater.cdc.health.Refused;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** PostgreSQL, and the few things the stream asks it. */
final class SourceDatabase {

    private final String url;
    private final String user;
    private final String password;

    SourceDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties());
    }

    /** A connection that speaks the replication protocol as well as simple queries. */
    Connection connectForReplication() throws SQLException {
        Properties properties = properties();
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "17");
        return DriverManager.getConnection(url, properties);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "headwater-cdc");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        return properties;
    }

    /**
     * @throws Refused if this server cannot carry the stream
     */
    static void check(Connection connection) throws SQLException {
        int version = Integer.parseInt(text(connection, "SHOW server_version_num"));
        if (version < 170_000) {
            throw new Refused(
                    "CRM_POSTGRES_URL leads to PostgreSQL %s; it must be 17 or newer, whose slots survive a failover."
                            .formatted(text(connection, "SHOW server_version")));
        }
        if (!text(connection, "SHOW wal_level").equals("logical")) {
            throw new Refused(
                    "PostgreSQL runs with wal_level = %s: set wal_level = logical and restart it."
                            .formatted(text(connection, "SHOW wal_level")));
        }
        if (text(connection, "SELECT pg_is_in_recovery()").equals("t")) {
            throw new Refused("This PostgreSQL is a standby: give the address of the primary.");
        }
    }

    static String systemIdentifier(Connection connection) throws SQLException {
        return text(connection, "SELECT system_identifier FROM pg_control_system()");
    }

    static Position end(Connection connection) throws SQLException {
        return Position.parse(text(connection, "SELECT pg_current_wal_insert_lsn()"));
    }

    /**
     * Has a sign of life written to the log at once, so that the stream has something to deliver.
     */
    static void beat(Connection connection) throws SQLException {
        text(connection, "SELECT pg_logical_emit_message(false, 'crm-cdc-hb', '', true)");
    }

    /** The first column of a query's one row. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }
}
