package headwater.importer.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import headwater.importer.CannotRun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Walks through one CSV file; the header line is its first row. */
final class CsvRows implements Rows {
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Charset charset;
    private final Header header;
    private final CountingInputStream bytes;
    private final CloseableIterator<CsvRecord> records;
    private long line = 1;

    CsvRows(Path file, Charset charset, char separator, Header header) throws IOException {
        this.file = file;
        this.charset = charset;
        this.header = header;
        bytes = new CountingInputStream(Files.newInputStream(file));
        records =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(withoutMark(Encoding.reader(bytes, charset)))
                        .iterator();
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    @Override
    public Row next() {
        CsvRecord csv = record();
        return Row.read(csv.getStartingLineNumber(), header, csv.getFields());
    }

    CsvRecord record() {
        try {
            CsvRecord csv = records.next();
            line = csv.getStartingLineNumber();
            return csv;
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    @Override
    public long bytesRead() {
        return bytes.count();
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reader withoutMark(Reader reader) throws IOException {
        BufferedReader buffered = new BufferedReader(reader);
        buffered.mark(1);
        try {
            if (buffered.read() != BYTE_ORDER_MARK) {
                buffered.reset();
            }
        } catch (CharacterCodingException e) {
            throw wrongEncoding(e);
        }
        return buffered;
    }

    private CannotRun broken(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException coding) {
                return wrongEncoding(coding);
            }
        }
        return new CannotRun(
                "%s cannot be read after line %d: %s"
                        .formatted(file.getFileName(), line, e.getMessage()),
                e);
    }

    private CannotRun wrongEncoding(CharacterCodingException e) {
        return new CannotRun(
                "%s has bytes after line %d that are not %s; name its encoding in the mapping."
                        .formatted(file.getFileName(), line, charset.name()),
                e);
    }
}
