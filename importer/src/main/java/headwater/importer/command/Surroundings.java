package headwater.importer.command;

import headwater.importer.server.Patience;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the command finds around itself.
 *
 * @param console where a password can be asked for; null when nobody sits there
 * @param folder the working folder
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        @Nullable Console console,
        Path folder,
        Patience patience) {
    static Surroundings ofProcess() {
        Console console = System.console();
        return new Surroundings(
                System.out,
                System.err,
                System.getenv(),
                console != null && console.isTerminal() ? console : null,
                Path.of("").toAbsolutePath(),
                Patience.standard());
    }
}
