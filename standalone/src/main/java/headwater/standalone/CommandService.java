package headwater.standalone;

import headwater.engines.PidFile;
import headwater.engines.Session;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A supervised process that is a plain command: api and cdc.
 *
 * @param environment added to the supervisor's own
 */
record CommandService(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        PidFile pidFile)
        implements Service<Service.Running> {
    private static final int SECONDS_TO_STOP = 30;

    /** An executable jar; the folder is named in the command line, where a later start finds it. */
    static CommandService jar(
            String name, Path jar, Map<String, String> environment, DataFolder folder) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new CommandService(
                name,
                List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dheadwater.data=" + folder.path(),
                        "-jar",
                        jar.toString()),
                environment,
                folder.log(name),
                folder.pidFile(name));
    }

    @Override
    public Running start() {
        var builder =
                new ProcessBuilder(Session.own(command))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            pidFile.write(process);
            return new RunningCommand(process);
        } catch (IOException e) {
            throw new UpFailed("%s cannot be started (%s).".formatted(name, e), e);
        }
    }

    private record RunningCommand(Process process) implements Running {
        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
