package headwater.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command to its end, as somebody at a terminal would. */
record CommandLine(List<String> command, Map<String, String> environment) {
    record Outcome(int exitCode, String output) {}

    /** The launcher of this checkout, without anything that the tests' own environment sets. */
    static CommandLine crm(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of("..", "crm").toAbsolutePath().normalize().toString());
        command.addAll(List.of(arguments));
        return new CommandLine(command, environment);
    }

    /** The supervisor itself, without the launcher's checks. */
    static CommandLine supervisor(Map<String, String> environment, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "up"));
        command.addAll(List.of(arguments));
        return new CommandLine(command, environment);
    }

    Outcome run() {
        try {
            var process = start();
            process.getOutputStream().close();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                var output = reader.readAllAsString();
                return new Outcome(process.waitFor(), output.strip());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Output and errors are one stream. */
    Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CRM_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
