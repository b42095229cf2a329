package headwater.importer.table;

import de.siegmar.fastcsv.reader.CsvRecord;

import headwater.importer.CannotRun;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A CSV file whose first line names the columns. */
public final class CsvTable implements Table {
    private final Path file;
    private final String name;
    private final char separator;
    private final Charset charset;
    private final Header header;
    private final long size;

    /**
     * Finds out the encoding, which may read the whole file, and reads the header.
     *
     * @param name of the file, below the folder
     * @throws CannotRun when there is no such file, or it cannot be read or has no header
     */
    public CsvTable(Path folder, String name, Layout layout) {
        this.file = folder.resolve(name);
        this.name = name;
        this.separator = layout.separator();
        if (!Files.isRegularFile(file)) {
            throw new CannotRun("There is no file " + file + ".");
        }
        try {
            charset = layout.encoding().of(file);
            size = Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        header = new Header(name(), firstLine(), layout.nothing());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public char separator() {
        return separator;
    }

    @Override
    public Rows open() {
        CsvRows rows = records(header);
        rows.next();
        return rows;
    }

    private List<String> firstLine() {
        try (CsvRows rows = records(new Header(name(), List.of(), Set.of()))) {
            if (!rows.hasNext()) {
                throw new CannotRun(name() + " is empty; its first line has to name the columns.");
            }
            CsvRecord first = rows.record();
            return first.getFields();
        }
    }

    private CsvRows records(Header columns) {
        try {
            return new CsvRows(file, charset, separator, columns);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CannotRun unreadable(IOException e) {
        return new CannotRun(file + " cannot be read: " + e.getMessage() + ".", e);
    }
}
