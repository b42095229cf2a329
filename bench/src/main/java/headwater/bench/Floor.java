package headwater.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of one request straight over JDBC, prepared once: what no API can go below. */
final class Floor implements AutoCloseable {
    private final List<Connection> connections = new ArrayList<>();
    private final MeasuredSystem system;
    private final List<StatementLog.Statement> statements;

    Floor(MeasuredSystem system, List<StatementLog.Statement> statements) {
        this.system = system;
        this.statements = statements;
    }

    /** For one caller, with a connection of its own. */
    Shot shot(int caller) {
        try {
            // The values are texts, as the log has them; the server knows their types.
            Connection connection =
                    DriverManager.getConnection(
                            system.postgres().url() + "?stringtype=unspecified&prepareThreshold=1",
                            system.postgres().user(),
                            system.postgres().password());
            connections.add(connection);
            List<PreparedStatement> prepared = new ArrayList<>();
            for (var statement : statements) {
                prepared.add(prepare(connection, statement));
            }
            return () -> execute(prepared);
        } catch (SQLException e) {
            throw new IllegalStateException("caller " + caller, e);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, StatementLog.Statement statement) throws SQLException {
        var prepared = connection.prepareStatement(statement.sql().replaceAll("\\$\\d+", "?"));
        for (int i = 0; i < statement.values().size(); i++) {
            String literal = statement.values().get(i);
            prepared.setString(
                    i + 1,
                    literal.equals("NULL")
                            ? null
                            : literal.substring(1, literal.length() - 1).replace("''", "'"));
        }
        return prepared;
    }

    private static boolean execute(List<PreparedStatement> prepared) throws SQLException {
        for (PreparedStatement statement : prepared) {
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        rows.getString(i);
                    }
                }
            }
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
