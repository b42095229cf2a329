package headwater.standalone;

import headwater.engines.ClickHouse;
import headwater.engines.ClickHouseSettings;

import java.nio.file.Path;

/** The embedded ClickHouse as a supervised process. */
record ClickHouseService(ClickHouseSettings settings)
        implements Service<ClickHouseService.RunningClickHouse> {
    @Override
    public String name() {
        return "ClickHouse";
    }

    @Override
    public Path log() {
        return settings.log();
    }

    @Override
    public RunningClickHouse start() {
        return new RunningClickHouse(ClickHouse.start(settings));
    }

    record RunningClickHouse(ClickHouse clickHouse) implements Running {
        Server server() {
            return new Server(clickHouse.url(), clickHouse.user(), clickHouse.password());
        }

        Server analysts() {
            return new Server(clickHouse.url(), clickHouse.biUser(), clickHouse.biPassword());
        }

        @Override
        public Process process() {
            return clickHouse.process();
        }

        @Override
        public void close() {
            clickHouse.close();
        }
    }
}
