package headwater.standalone;

import headwater.engines.Ports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One installation: its databases, cdc and api, started in this order. */
final class Installation {
    private static final int CDC_PORT = 18081;

    private final Settings settings;
    private final DataFolder folder;
    private final Supervisor supervisor;
    private final Consumer<String> say;

    Installation(
            Settings settings, DataFolder folder, Supervisor supervisor, Consumer<String> say) {
        this.settings = settings;
        this.folder = folder;
        this.supervisor = supervisor;
        this.say = say;
    }

    /** Returns when api and cdc are well; what it returns is to be shown. */
    ReadyTable start() throws InterruptedException {
        folder.pidFile("api").stopOrphan();
        folder.pidFile("cdc").stopOrphan();
        Databases.stopOrphans(folder);
        if (!Ports.isFree(settings.port())) {
            throw new UpFailed(
                    "Port %d is taken by another program: choose another one with --port."
                            .formatted(settings.port()));
        }
        var taken = folder.ports();
        taken.take("api", settings.port());
        taken.save();
        var databases = Databases.start(settings, folder, supervisor, say);
        var ports = folder.ports();
        var cdcPort = ports.choose("cdc", CDC_PORT, say);
        ports.save();

        var password = firstPassword();
        var environment = environment(databases, cdcPort, password);
        var cdc = service("cdc", environment);
        var api = service("api", environment);
        supervisor.start(cdc);
        supervisor.start(api);
        var health = new Health(supervisor);
        health.await("api", Health.of(settings.port()), api.log());
        health.await("cdc", Health.of(cdcPort), cdc.log());
        return new ReadyTable(settings, databases, cdcPort, password);
    }

    private CommandService service(String module, Map<String, String> environment) {
        var jar = settings.home().resolve(module + "/target/headwater-" + module + "-exec.jar");
        return CommandService.jar(module, jar, environment, folder);
    }

    private Map<String, String> environment(
            Databases databases, int cdcPort, Optional<String> password) {
        var environment = new HashMap<String, String>();
        environment.put("CRM_POSTGRES_URL", databases.postgres().url());
        environment.put("CRM_POSTGRES_USER", databases.postgres().user());
        environment.put("CRM_POSTGRES_PASSWORD", databases.postgres().password());
        environment.put("CRM_CLICKHOUSE_URL", databases.clickHouse().url());
        environment.put("CRM_CLICKHOUSE_USER", databases.clickHouse().user());
        environment.put("CRM_CLICKHOUSE_PASSWORD", databases.clickHouse().password());
        environment.put("CRM_PORT", Integer.toString(settings.port()));
        environment.put("CRM_CDC_PORT", Integer.toString(cdcPort));
        environment.put("CRM_DEMO", Boolean.toString(settings.demo() && !folder.wasReady()));
        environment.put("CRM_DEMO_PASSWORD", settings.demoPassword());
        password.ifPresent(first -> environment.put("CRM_ADMIN_PASSWORD", first));
        return environment;
    }

    /** The administrator's, until the folder was ready once; after that only he knows it. */
    private Optional<String> firstPassword() {
        if (folder.wasReady()) {
            return Optional.empty();
        }
        return settings.adminPassword()
                .or(() -> settings.demo() ? Optional.of(settings.demoPassword()) : Optional.empty())
                .or(() -> Optional.of(folder.firstPassword()));
    }
}
