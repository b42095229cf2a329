/**
 * Rows of text from CSV files or from the mapping itself.
 *
 * <p>One row is in memory at a time, whatever the file's size. Gives no meaning to any text.
 */
@NullMarked
package headwater.importer.table;

import org.jspecify.annotations.NullMarked;
