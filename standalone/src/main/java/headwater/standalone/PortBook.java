package headwater.standalone;

import headwater.engines.Ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;

/** Which ports an installation's processes listen on: chosen once, then the same at every start. */
final class PortBook {
    private final Path file;
    private final Properties ports = new Properties();

    /** Reads what was chosen before. */
    PortBook(Path file) {
        this.file = file;
        if (Files.notExists(file)) {
            return;
        }
        try (var reader = Files.newBufferedReader(file)) {
            ports.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UpFailed("%s cannot be read; delete it to choose anew.".formatted(file), e);
        }
    }

    /**
     * The port of this process: the one of the last start, else the first free one from the
     * preferred on. Ephemeral ports, which a passing connection may hold at a restart, lie far
     * above.
     */
    int choose(String process, int preferred, Consumer<String> say) {
        var before = remembered(process, preferred);
        var port = before;
        while (!Ports.isFree(port) || isAnothers(process, port)) {
            port++;
        }
        if (port != before && ports.containsKey(process)) {
            say.accept("Port %d is taken, %s now listens on %d.".formatted(before, process, port));
        }
        ports.setProperty(process, Integer.toString(port));
        return port;
    }

    /** The port that somebody chose for this process: no other process gets it. */
    void take(String process, int port) {
        ports.setProperty(process, Integer.toString(port));
    }

    /** Keeps the choices. */
    void save() {
        try (var writer = Files.newBufferedWriter(file)) {
            ports.store(writer, null);
        } catch (IOException e) {
            throw new UpFailed("%s is not writable (%s).".formatted(file, e), e);
        }
    }

    private int remembered(String process, int preferred) {
        var text = ports.getProperty(process, Integer.toString(preferred));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UpFailed("%s cannot be read; delete it to choose anew.".formatted(file), e);
        }
    }

    private boolean isAnothers(String process, int port) {
        return ports.stringPropertyNames().stream()
                .filter(other -> !other.equals(process))
                .anyMatch(other -> ports.getProperty(other).equals(Integer.toString(port)));
    }
}
