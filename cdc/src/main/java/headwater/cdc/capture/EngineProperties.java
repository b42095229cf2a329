package headwater.cdc.capture;

import headwater.cdc.change.EventDecoder;
import headwater.cdc.change.Unavailable;

import java.util.Map;
import java.util.Properties;

/**
 * Debezium's settings. The slot is the only stream position (memory offsets, no snapshot): Debezium
 * 3.6 drops changes after a restart when it looks for its place by a stored offset (dbz#76,
 * dbz#1554). A failed engine is never restarted by itself for the same reason.
 */
final class EngineProperties {

    private static final Map<String, String> FIXED =
            Map.ofEntries(
                    Map.entry("name", "crm-cdc"),
                    Map.entry(
                            "connector.class",
                            "io.debezium.connector.postgresql.PostgresConnector"),
                    Map.entry("topic.prefix", EventDecoder.PREFIX),
                    Map.entry("plugin.name", "pgoutput"),
                    Map.entry("slot.name", Slot.NAME),
                    Map.entry("slot.drop.on.stop", "false"),
                    Map.entry("publication.name", Catalog.PUBLICATION),
                    Map.entry("publication.autocreate.mode", "disabled"),
                    Map.entry("publish.via.partition.root", "true"),
                    Map.entry("table.include.list", Catalog.SCHEMA + "\\..*"),
                    Map.entry("snapshot.mode", "no_data"),
                    Map.entry(
                            "offset.storage",
                            "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"),
                    Map.entry("offset.flush.interval.ms", "500"),
                    Map.entry("lsn.flush.mode", "connector"),
                    Map.entry("lsn.flush.timeout.ms", "30000"),
                    Map.entry("status.update.interval.ms", "3000"),
                    Map.entry("provide.transaction.metadata", "true"),
                    Map.entry("heartbeat.interval.ms", "1000"),
                    Map.entry(
                            "heartbeat.action.query",
                            "SELECT pg_logical_emit_message(false, 'crm-cdc-hb', (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text)"),
                    Map.entry("message.prefix.include.list", "crm-cdc-.*,crm\\.ctx"),
                    Map.entry("skipped.operations", "none"),
                    Map.entry("tombstones.on.delete", "false"),
                    Map.entry("include.schema.changes", "false"),
                    // Text keeps NaN and the infinities, which "precise" turns into null with a
                    // warning.
                    Map.entry("decimal.handling.mode", "string"),
                    Map.entry("time.precision.mode", "microseconds"),
                    Map.entry("interval.handling.mode", "string"),
                    Map.entry("binary.handling.mode", "bytes"),
                    Map.entry("include.unknown.datatypes", "true"),
                    Map.entry("unavailable.value.placeholder", Unavailable.PLACEHOLDER),
                    Map.entry("event.converting.failure.handling.mode", "fail"),
                    Map.entry("event.processing.failure.handling.mode", "fail"),
                    Map.entry("poll.interval.ms", "5"),
                    Map.entry("max.batch.size", "8192"),
                    Map.entry("max.queue.size", "32768"),
                    Map.entry("max.queue.size.in.bytes", "67108864"),
                    Map.entry("record.processing.threads", "1"),
                    Map.entry("statistics.metrics.enabled", "false"),
                    Map.entry("errors.max.retries", "0"),
                    Map.entry("database.tcpKeepAlive", "true"));

    private EngineProperties() {}

    /**
     * @param url as pgjdbc takes it
     */
    static Properties of(String url, String user, String password) {
        Properties address =
                java.util.Objects.requireNonNull(
                        org.postgresql.Driver.parseURL(url, new Properties()),
                        "url is checked at start");
        Properties properties = new Properties();
        properties.putAll(FIXED);
        properties.setProperty("database.hostname", address.getProperty("PGHOST"));
        properties.setProperty("database.port", address.getProperty("PGPORT"));
        properties.setProperty("database.dbname", address.getProperty("PGDBNAME"));
        properties.setProperty("database.user", user);
        properties.setProperty("database.password", password);
        for (String name : address.stringPropertyNames()) {
            if (!name.startsWith("PG")) {
                properties.setProperty("database." + name, address.getProperty(name));
            }
        }
        return properties;
    }
}
