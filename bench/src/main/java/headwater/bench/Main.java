package headwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code crm bench}: brings a fresh system up, measures it, prints, and takes it down. */
public final class Main {
    private static final String USAGE =
            "crm: bench measures visibility, \"bench api [--json FILE]\" the API.";

    private Main() {}

    /** The first argument is the launcher, the second may be {@code api}. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments).subList(1, arguments.length);
        boolean api = !given.isEmpty() && given.getFirst().equals("api");
        boolean json = given.size() == 3 && given.get(1).equals("--json");
        if (!(given.isEmpty() || (api && (given.size() == 1 || json)))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("headwater-bench");
        boolean good = true;
        try (var system = MeasuredSystem.start(Path.of(arguments[0]), folder.resolve("data"))) {
            if (api) {
                var report = new Report();
                new ApiBench(system, report).run();
                good = report.isGood();
                if (json) {
                    report.write(Path.of(given.get(2)));
                }
            } else {
                new Visibility(system).measure(300).forEach(System.out::println);
            }
        } finally {
            delete(folder);
        }
        System.exit(good ? 0 : 1);
    }

    /** A million accounts are two gigabytes. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
