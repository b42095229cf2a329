package headwater.cdc.capture;

import headwater.cdc.health.Refused;
import headwater.cdc.mapping.SourceColumn;
import headwater.cdc.mapping.SourceTable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which tables PostgreSQL publishes and what they look like. */
final class Catalog {

    /** The publication that api's migrations own. */
    static final String PUBLICATION = "crm_cdc";

    /** The schema all published tables live in. */
    static final String SCHEMA = "crm";

    private static final String COLUMNS =
            """
            select p.schemaname, p.tablename, c.relreplident = 'f', a.attname,
              coalesce(base.typname, t.typname), coalesce(base.typtype, t.typtype) = 'e',
              case when t.typtype = 'd' then t.typtypmod else a.atttypmod end, a.attnotnull,
              array_position(i.indkey::int2[], a.attnum),
              case
                when a.atthasmissing and t.typcategory = 'A'
                  then to_json((a.attmissingval::text::text[])[1]::text[])::text
                when a.atthasmissing then (a.attmissingval::text::text[])[1]
              end
            from pg_publication_tables p
            join pg_namespace n on n.nspname = p.schemaname
            join pg_class c on c.relname = p.tablename and c.relnamespace = n.oid
            join pg_attribute a on a.attrelid = c.oid and a.attname = any (p.attnames)
            join pg_type t on t.oid = a.atttypid
            left join pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
            left join pg_index i on i.indrelid = c.oid and i.indisprimary
            where p.pubname = ?
            order by 1, 2, a.attnum
            """;

    private Catalog() {}

    static boolean publicationExists(Connection connection) throws SQLException {
        return SourceDatabase.text(
                        connection,
                        "SELECT count(*) FROM pg_publication WHERE pubname = '" + PUBLICATION + "'")
                .equals("1");
    }

    /** All published tables, by name. */
    static List<SourceTable> read(Connection connection) throws SQLException {
        Map<String, Columns> tables = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, PUBLICATION);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.computeIfAbsent(tableName(rows), Columns::new).add(rows);
                }
            }
        }
        return tables.values().stream().map(Columns::table).toList();
    }

    private static String tableName(ResultSet rows) throws SQLException {
        if (!rows.getString(1).equals(SCHEMA)) {
            throw new Refused(
                    "Table %s.%s is published, but only schema %s is streamed: take it out of publication %s."
                            .formatted(rows.getString(1), rows.getString(2), SCHEMA, PUBLICATION));
        }
        return rows.getString(2);
    }

    /** The columns of one table while its rows are read. */
    private static final class Columns {

        private final String name;
        private final List<SourceColumn> columns = new ArrayList<>();
        private final Map<Integer, String> key = new TreeMap<>();
        private boolean fullIdentity;

        Columns(String name) {
            this.name = name;
        }

        void add(ResultSet row) throws SQLException {
            String column = row.getString(4);
            fullIdentity = row.getBoolean(3);
            columns.add(
                    new SourceColumn(
                            column,
                            row.getString(5),
                            row.getBoolean(6),
                            row.getInt(7),
                            row.getBoolean(8),
                            row.getString(10)));
            int place = row.getInt(9);
            if (!row.wasNull()) {
                key.put(place, column);
            }
        }

        SourceTable table() {
            return new SourceTable(name, columns, List.copyOf(key.values()), fullIdentity);
        }
    }
}
