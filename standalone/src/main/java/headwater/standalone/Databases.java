package headwater.standalone;

import headwater.engines.ClickHouseLibrary;
import headwater.engines.ClickHouseSettings;
import headwater.engines.PidFile;
import headwater.engines.PostgresSettings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The two databases of an installation: the user's own servers where settings name them, embedded
 * ones otherwise.
 *
 * @param analysts the user who can only read database bi; empty where ClickHouse is not ours
 */
record Databases(Server postgres, Server clickHouse, Optional<Server> analysts) {
    private static final int POSTGRES_PORT = 15432;
    private static final int CLICKHOUSE_PORT = 18123;
    private static final int CLICKHOUSE_NATIVE_PORT = 19000;

    /** Starts what is to be embedded under the supervisor. */
    static Databases start(
            Settings settings, DataFolder folder, Supervisor supervisor, Consumer<String> say) {
        var starter = new Starter(folder, folder.ports(), supervisor, say);
        var postgres = settings.postgres().orElseGet(starter::postgres);
        if (settings.clickHouse().isPresent()) {
            return new Databases(postgres, settings.clickHouse().get(), Optional.empty());
        }
        var clickHouse = starter.clickHouse();
        return new Databases(postgres, clickHouse.server(), Optional.of(clickHouse.analysts()));
    }

    /** Stops engines that a killed supervisor left, whose ports would otherwise look taken. */
    static void stopOrphans(DataFolder folder) {
        PidFile.ofEngine("PostgreSQL", folder.path().resolve("postgres")).stopOrphan();
        PidFile.ofEngine("ClickHouse", folder.path().resolve("clickhouse")).stopOrphan();
    }

    private record Starter(
            DataFolder folder, PortBook ports, Supervisor supervisor, Consumer<String> say) {
        Server postgres() {
            var port = ports.choose("PostgreSQL", POSTGRES_PORT, say);
            ports.save();
            var engine =
                    PostgresSettings.in(data("postgres"))
                            .withPort(port)
                            .withLog(folder.log("postgres"));
            return supervisor.start(new PostgresService(engine)).server();
        }

        ClickHouseService.RunningClickHouse clickHouse() {
            if (!ClickHouseLibrary.isCached()) {
                say.accept("Downloading ClickHouse's library, once, about 180 MB.");
            }
            var httpPort = ports.choose("ClickHouse", CLICKHOUSE_PORT, say);
            var nativePort = ports.choose("ClickHouse-native", CLICKHOUSE_NATIVE_PORT, say);
            ports.save();
            var engine =
                    ClickHouseSettings.in(data("clickhouse"))
                            .withPorts(httpPort, nativePort)
                            .withLog(folder.log("clickhouse"));
            return supervisor.start(new ClickHouseService(engine));
        }

        private Path data(String engine) {
            return folder.path().resolve(engine);
        }
    }
}
