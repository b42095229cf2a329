package headwater.importer.table;

import java.util.Set;

/**
 * How a CSV file is written.
 *
 * @param nothing texts that stand for no value, beside the empty one
 */
public record Layout(Encoding encoding, char separator, Set<String> nothing) {}
