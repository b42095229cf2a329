import headwater.engines.SharedEngines;

import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/**
 * Migrates a fresh PostgreSQL and writes jOOQ's classes for it, unless the migrations are those of
 * the last time.
 */
class GenerateTables {
    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path stamp = target.resolve("migrations.sha256");
        String digest = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        var postgres = SharedEngines.postgres();
        String url = postgres.jdbcUrl("postgres");
        Flyway.configure()
                .dataSource(url, postgres.user(), postgres.password())
                .locations("filesystem:" + migrations)
                .schemas("internal")
                .load()
                .migrate();
        GenerationTool.generate(
                new Configuration()
                        .withLogging(Logging.WARN)
                        .withJdbc(
                                new Jdbc()
                                        .withUrl(url)
                                        .withUser(postgres.user())
                                        .withPassword(postgres.password()))
                        .withGenerator(
                                new Generator()
                                        .withDatabase(
                                                new Database()
                                                        .withSchemata(
                                                                new SchemaMappingType()
                                                                        .withInputSchema("crm"),
                                                                new SchemaMappingType()
                                                                        .withInputSchema(
                                                                                "internal"))
                                                        .withExcludes("flyway_schema_history")
                                                        .withForcedTypes(
                                                                new ForcedType()
                                                                        .withName("INSTANT")
                                                                        .withIncludeTypes(
                                                                                "timestamp.*with.*time.*zone")))
                                        .withGenerate(
                                                new Generate()
                                                        .withPojos(false)
                                                        .withDaos(false)
                                                        .withRoutines(false)
                                                        .withGeneratedAnnotation(false))
                                        .withTarget(
                                                new Target()
                                                        .withPackageName("headwater.crm.db")
                                                        .withDirectory(target.toString()))));
        Files.writeString(stamp, digest);
        // Threads of the tools may outlive them; the engine is stopped by its shutdown hook.
        System.exit(0);
    }

    private static String digest(Path folder) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        for (Path file : files) {
            sha.update(file.getFileName().toString().getBytes());
            sha.update(Files.readAllBytes(file));
        }
        return new BigInteger(1, sha.digest()).toString(16);
    }
}
