package headwater.engines;

import java.nio.file.Path;

/**
 * Where ClickHouse runs.
 *
 * @param folder created when missing; holds data, configuration, passwords, process id and log
 * @param httpPort 0 for a free one
 * @param nativePort 0 for a free one
 * @param log file that ClickHouse writes its warnings to, rotated by size
 */
public record ClickHouseSettings(Path folder, int httpPort, int nativePort, Path log) {
    /** On free ports, logging into the folder itself. */
    public static ClickHouseSettings in(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return new ClickHouseSettings(absolute, 0, 0, absolute.resolve("clickhouse.log"));
    }

    /** The same on these ports. */
    public ClickHouseSettings withPorts(int newHttpPort, int newNativePort) {
        return new ClickHouseSettings(folder, newHttpPort, newNativePort, log);
    }

    /** The same with another log file. */
    public ClickHouseSettings withLog(Path newLog) {
        return new ClickHouseSettings(folder, httpPort, nativePort, newLog);
    }
}
