package headwater.importer.command;

import de.siegmar.fastcsv.writer.CsvWriter;

import headwater.importer.table.Row;
import headwater.importer.table.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as they were, and why: in the input's encoding and with its separator, so that, mended, it
 * is input again. UTF-8 begins with a mark, without which spreadsheets misread it.
 */
final class RefusedFile implements AutoCloseable {
    private static final String REASON = "reason";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvWriter csv;
    private final int columns;

    private RefusedFile(CsvWriter csv, List<String> columns) throws IOException {
        this.csv = csv;
        this.columns = columns.size();
        List<String> header = new ArrayList<>(columns);
        header.add(REASON);
        csv.writeRecord(header);
    }

    static RefusedFile create(Path path, Table table) throws IOException {
        Writer writer = Files.newBufferedWriter(path, table.charset());
        if (table.charset().equals(StandardCharsets.UTF_8)) {
            writer.write(BYTE_ORDER_MARK);
        }
        CsvWriter csv =
                CsvWriter.builder().fieldSeparator(table.separator()).autoFlush(true).build(writer);
        return new RefusedFile(csv, withoutReason(table.header().columns()));
    }

    /** A row that is too long loses what has no column; its reason says so. */
    void write(Row row, String reason) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            values.add(row.value(i));
        }
        values.add(reason);
        csv.writeRecord(values);
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The input may itself be such a file. */
    private static List<String> withoutReason(List<String> columns) {
        boolean again = !columns.isEmpty() && columns.getLast().equals(REASON);
        return again ? columns.subList(0, columns.size() - 1) : columns;
    }
}
