package headwater.importer.table;

import java.util.Iterator;

/** The rows of a table, read once, in order. */
public interface Rows extends Iterator<Row>, AutoCloseable {
    /** How far the file has been read, buffers included. */
    long bytesRead();

    @Override
    void close();
}
