package headwater.cdc.warehouse;

import headwater.cdc.health.Refused;
import headwater.cdc.mapping.TableSql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Applies {@code migrations/clickhouse/V<number>__<name>.sql} in order, each once. Statements end
 * with a semicolon at a line's end and must bear being run again: ClickHouse has no transaction
 * around them.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.sql");
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*(\\n|$)");

    private final Warehouse warehouse;

    /** A file of the migrations. */
    record Migration(int version, String file, String text) {

        String checksum() {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> statements() {
            return END_OF_STATEMENT.splitAsStream(text).filter(part -> !part.isBlank()).toList();
        }
    }

    public Migrations(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * @throws Refused if a file was changed after it was applied
     */
    public void apply() {
        apply(onClassPath());
    }

    void apply(List<Migration> migrations) {
        warehouse.execute(
                """
                CREATE TABLE IF NOT EXISTS cdc.schema_migration (version UInt32, file String, checksum String,
                  applied_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'))
                ENGINE = ReplacingMergeTree ORDER BY version SETTINGS %s
                """
                        .formatted(TableSql.DURABLE));
        Map<String, String> applied =
                warehouse.query("SELECT file, checksum FROM cdc.schema_migration FINAL").stream()
                        .collect(
                                Collectors.toMap(row -> row.getString(1), row -> row.getString(2)));
        for (Migration migration : migrations) {
            String checksum = applied.get(migration.file());
            if (checksum == null) {
                run(migration);
            } else if (!checksum.equals(migration.checksum())) {
                throw new Refused(
                        "migrations/clickhouse/%s was changed after it was applied: restore it and put the change into a new file."
                                .formatted(migration.file()));
            }
        }
    }

    private void run(Migration migration) {
        migration.statements().forEach(warehouse::execute);
        warehouse.execute(
                "INSERT INTO cdc.schema_migration (version, file, checksum) VALUES (%d, %s, %s)"
                        .formatted(
                                migration.version(),
                                TableSql.text(migration.file()),
                                TableSql.text(migration.checksum())));
        LOG.info("Migration {} is applied", migration.file());
    }

    private static List<Migration> onClassPath() {
        try {
            var resources =
                    new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
                            .getResources("classpath:warehouse/migration/*.sql");
            return Arrays.stream(resources)
                    .map(
                            resource -> {
                                try {
                                    return migration(
                                            String.valueOf(resource.getFilename()),
                                            resource.getContentAsString(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Migration migration(String file, String text) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            throw new IllegalStateException(
                    "migrations/clickhouse/" + file + " is not named V<number>__<name>.sql");
        }
        return new Migration(Integer.parseInt(name.group(1)), file, text.replace("\r\n", "\n"));
    }
}
