/**
 * How a PostgreSQL table looks in ClickHouse: types, statements that create tables, and the bytes
 * of a row (RowBinary).
 *
 * <p>Invariant: a value either keeps its meaning exactly or is reported as out of range; nothing is
 * rounded, clamped or cut. No input or output here.
 */
@NullMarked
package headwater.cdc.mapping;

import org.jspecify.annotations.NullMarked;
