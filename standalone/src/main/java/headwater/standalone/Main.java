package headwater.standalone;

import headwater.engines.EngineFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code crm up}: brings the system up, says so, and keeps it up until it is told to stop. */
public final class Main {
    private static final long NEEDED_BYTES = 2L << 30;

    private Main() {}

    /** The first argument is the command; the launcher passes {@code up} only. */
    public static void main(String[] arguments) {
        try {
            if (arguments.length == 0 || !arguments[0].equals("up")) {
                throw new UpFailed("The supervisor knows one command, up.");
            }
            up(List.of(arguments).subList(1, arguments.length));
        } catch (UpFailed | EngineFailed e) {
            System.err.println("crm: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            // The shutdown hook is stopping everything.
            Thread.currentThread().interrupt();
        }
    }

    private static void up(List<String> arguments) throws InterruptedException {
        var settings = Settings.of(UpArguments.parse(arguments), System.getenv());
        var folder = DataFolder.open(settings.data());
        requireSpace(folder.path());
        if (settings.demo() && folder.wasReady()) {
            say("--demo is ignored: %s holds a company already.".formatted(folder.path()));
        }
        var supervisor = new Supervisor(Main::say);
        stopAtExit(supervisor);
        var table = new Installation(settings, folder, supervisor, Main::say).start();
        table.lines().forEach(System.out::println);
        System.out.println("ready");
        System.out.flush();
        folder.becameReady();
        throw new UpFailed(supervisor.awaitTrouble());
    }

    /** Also on Ctrl-C and SIGTERM, and while something is still being started. */
    private static void stopAtExit(Supervisor supervisor) {
        var starting = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    starting.interrupt();
                                    supervisor.close();
                                    System.err.println("crm: Stopped.");
                                }));
    }

    private static void requireSpace(Path folder) {
        try {
            var bytes = Files.getFileStore(folder).getUsableSpace();
            if (bytes < NEEDED_BYTES) {
                throw new UpFailed(
                        "%s has %d MiB of free space; at least %d MiB are needed."
                                .formatted(folder, bytes >> 20, NEEDED_BYTES >> 20));
            }
        } catch (IOException e) {
            throw new UpFailed("The free space of %s is unknown (%s).".formatted(folder, e), e);
        }
    }

    private static void say(String sentence) {
        System.err.println("crm: " + sentence);
    }
}
