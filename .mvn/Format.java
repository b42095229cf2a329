import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.ImportOrderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds every Java file below a folder against google-java-format (AOSP style), or mends it. */
class Format {
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        Path source = Path.of(args[1]);
        if (!Files.isDirectory(source)) {
            return;
        }
        var style = JavaFormatterOptions.Style.AOSP;
        var formatter = new Formatter(JavaFormatterOptions.builder().style(style).build());
        List<Path> files;
        try (var walk = Files.walk(source)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        boolean clean = true;
        for (Path file : files) {
            String before = Files.readString(file);
            String after = before;
            // Once is not always enough: a comment that was joined may have to be broken again.
            for (int pass = 0; pass < 3; pass++) {
                after =
                        formatter.formatSource(
                                RemoveUnusedImports.removeUnusedImports(
                                        ImportOrderer.reorderImports(after, style)));
            }
            if (before.equals(after)) {
                continue;
            }
            if (write) {
                Files.writeString(file, after);
            } else {
                System.err.println(file + " is not formatted: mvn process-sources -Dformat=write");
                clean = false;
            }
        }
        if (!clean) {
            System.exit(1);
        }
    }
}
