package headwater.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code crm bench}: brings a fresh system up, measures it, prints, and takes it down. */
public final class Main {
    private Main() {}

    /** The first argument is the launcher. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("headwater-bench");
        try (var system = MeasuredSystem.start(Path.of(arguments[0]), folder.resolve("data"))) {
            new Visibility(system).measure(300).forEach(System.out::println);
        }
    }
}
