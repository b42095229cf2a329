package headwater.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ClickHouse's configuration and users, written anew at every start. */
final class ClickHouseConfig {
    static final String USER = "headwater";
    static final String BI_USER = "bi";

    private ClickHouseConfig() {}

    /** Writes config.xml and users.xml, which only their owner can read; returns config.xml. */
    static Path write(
            Path folder, int httpPort, int nativePort, Path log, String password, String biPassword)
            throws IOException {
        var users = folder.resolve("users.xml");
        Secret.writePrivately(users, users(password, biPassword));
        var config = folder.resolve("config.xml");
        Files.writeString(config, config(httpPort, nativePort, log, users));
        return config;
    }

    private static String config(int httpPort, int nativePort, Path log, Path users) {
        return """
        <clickhouse>
          <logger>
            <log>%s</log>
            <size>10M</size>
            <count>2</count>
          </logger>
          <!-- What clickhouse-local 26.7 takes for the level of its log file. -->
          <send_logs_level>warning</send_logs_level>
          <listen_host>127.0.0.1</listen_host>
          <http_port>%d</http_port>
          <tcp_port>%d</tcp_port>
          <users_config>%s</users_config>
          <user_directories><users_xml><path>%s</path></users_xml></user_directories>
          <timezone>UTC</timezone>
          <shutdown_wait_unfinished>2</shutdown_wait_unfinished>
        </clickhouse>
        """
                .formatted(escape(log), httpPort, nativePort, escape(users), escape(users));
    }

    /**
     * The server's own session logs in as {@code default} without a password and from 127.0.0.1, so
     * that user must exist and may do nothing but listen.
     */
    private static String users(String password, String biPassword) {
        return """
        <clickhouse>
          <profiles>
            <default/>
            <bi>
              <readonly>1</readonly>
              <max_execution_time>60</max_execution_time>
              <max_memory_usage>4000000000</max_memory_usage>
            </bi>
          </profiles>
          <quotas><default/></quotas>
          <users>
            <default>
              <password/>
              <networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile>
              <quota>default</quota>
              <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>
            </default>
            <headwater>
              <password>%s</password>
              <networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile>
              <quota>default</quota>
              <grants>
                <query>GRANT ALL ON cdc.*</query>
                <query>GRANT ALL ON bi.*</query>
                <query>GRANT SELECT ON system.*</query>
                <query>GRANT SET DEFINER ON headwater</query>
                <query>GRANT CREATE TEMPORARY TABLE, KILL QUERY, SYSTEM VIEWS ON *.*</query>
                <query>GRANT TABLE ENGINE ON *</query>
              </grants>
            </headwater>
            <bi>
              <password>%s</password>
              <networks><ip>127.0.0.1</ip></networks>
              <profile>bi</profile>
              <quota>default</quota>
              <grants><query>GRANT SELECT ON bi.*</query></grants>
            </bi>
          </users>
        </clickhouse>
        """
                .formatted(password, biPassword);
    }

    private static String escape(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;");
    }
}
