package headwater.importer.table;

import java.nio.charset.Charset;

/** Where rows come from. */
public sealed interface Table permits CsvTable, InlineTable {
    /** For people: the file's name below its folder, or what stands for one. */
    String name();

    Header header();

    /** In bytes; 0 when rows have none. */
    long size();

    /** What a file beside this one is to be written in. */
    Charset charset();

    char separator();

    /** From the first row on; each call reads anew. */
    Rows open();
}
