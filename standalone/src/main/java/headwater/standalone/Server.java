package headwater.standalone;

/**
 * A database server and how to sign in to it.
 *
 * @param url JDBC URL of PostgreSQL, HTTP URL of ClickHouse
 */
record Server(String url, String user, String password) {}
