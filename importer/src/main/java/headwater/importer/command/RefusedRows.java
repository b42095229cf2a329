package headwater.importer.command;

import headwater.importer.CannotRun;
import headwater.importer.table.Row;
import headwater.importer.table.Table;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The refused rows of each table in a file of its own, {@code <file>-refused.csv}, beside the input
 * or, where that cannot be written to, in the working folder. A table without refused rows has no
 * such file, nor one from an earlier run.
 */
final class RefusedRows implements AutoCloseable {
    private final Path folder;
    private final boolean besideInput;
    private final Map<Path, RefusedFile> files = new LinkedHashMap<>();

    /** Removes what an earlier run left for these tables. */
    RefusedRows(Path input, Path working, List<Table> tables) {
        besideInput = Files.isWritable(input);
        folder = besideInput ? input : working;
        for (Table table : tables) {
            try {
                Files.deleteIfExists(path(table));
            } catch (IOException e) {
                throw unwritable(path(table), e);
            }
        }
    }

    /** The row is on its way to the disk when this returns. */
    void write(Table table, Row row, String reason) {
        Path path = path(table);
        try {
            RefusedFile file = files.get(path);
            if (file == null) {
                file = RefusedFile.create(path, table);
                files.put(path, file);
            }
            file.write(row, reason);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(path, e);
        }
    }

    void print(PrintStream out) {
        if (!files.isEmpty()) {
            out.println("The refused rows, each with its reason, are in");
            files.keySet().forEach(path -> out.println("  " + path));
            if (!besideInput) {
                out.println("because the folder of the input cannot be written to.");
            }
        }
    }

    @Override
    public void close() {
        files.values().forEach(RefusedFile::close);
    }

    private Path path(Table table) {
        String name = table.name().replaceAll("(?i)\\.(csv|txt)$", "");
        String beside = besideInput ? name : name.replaceAll("[/\\\\]", "-");
        return folder.resolve(beside + "-refused.csv");
    }

    private static CannotRun unwritable(Path path, Exception e) {
        return new CannotRun("The refused rows cannot be written to " + path + ".", e);
    }
}
