import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks, tests and builds the page with npm, unless everything it is made of is that of the last
 * time. Arguments: the module's folder, the contract, whether tests are skipped.
 */
class BuildDashboard {
    private static final List<String> SOURCES =
            List.of(
                    "index.html",
                    "package.json",
                    "tsconfig.json",
                    "vite.config.ts",
                    "src",
                    "graphiql",
                    "test");

    private final Path home;
    private final Path contract;

    private BuildDashboard(Path home, Path contract) {
        this.home = home;
        this.contract = contract;
    }

    public static void main(String[] args) throws Exception {
        new BuildDashboard(Path.of(args[0]), Path.of(args[1])).run(args[2].equals("true"));
    }

    private void run(boolean skipTests) throws Exception {
        Path target = Files.createDirectories(home.resolve("target"));
        if (isNew(target.resolve("packages.sha256"), packages(), "node_modules")) {
            npm("install", "--no-package-lock", "--no-audit", "--no-fund");
            Files.writeString(target.resolve("packages.sha256"), packages());
        }
        if (!skipTests && isNew(target.resolve("tested.sha256"), sources(), "node_modules")) {
            npm("run", "check");
            npm("test");
            Files.writeString(target.resolve("tested.sha256"), sources());
        }
        String page = "target/dist/index.html";
        if (isNew(target.resolve("built.sha256"), sources(), page)) {
            npm("run", "build");
            Files.writeString(target.resolve("built.sha256"), sources());
        }
    }

    private boolean isNew(Path stamp, String digest, String result) throws IOException {
        return !Files.exists(home.resolve(result))
                || !Files.exists(stamp)
                || !Files.readString(stamp).equals(digest);
    }

    private void npm(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("npm", "--loglevel=error"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        File log = home.resolve("target/npm.log").toFile();
        builder.redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("NO_COLOR", "1");
        int exit;
        try {
            exit = builder.start().waitFor();
        } catch (IOException e) {
            System.err.println("The dashboard needs npm, of any age: apt-get install npm. " + e);
            exit = 1;
        }
        if (exit != 0) {
            System.err.println(String.join(" ", command) + " failed in " + home + ":");
            System.err.println(Files.exists(log.toPath()) ? Files.readString(log.toPath()) : "");
            System.exit(1);
        }
    }

    private String packages() throws Exception {
        return digest(List.of(home.resolve("package.json")));
    }

    private String sources() throws Exception {
        List<Path> files = new ArrayList<>(List.of(contract));
        for (String source : SOURCES) {
            try (Stream<Path> walk = Files.walk(home.resolve(source))) {
                walk.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return digest(files);
    }

    private static String digest(List<Path> files) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        for (Path file : files) {
            sha.update(file.toString().getBytes());
            sha.update(Files.readAllBytes(file));
        }
        return new BigInteger(1, sha.digest()).toString(16);
    }
}
