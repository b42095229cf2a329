/**
 * What a change is, without any input or output: positions, versions, who did it, and how they are
 * read from Debezium's records.
 *
 * <p>Invariant: versions follow commit order, and every record is read or refused by an exception;
 * none is skipped. Nothing here knows ClickHouse.
 */
@NullMarked
package headwater.cdc.change;

import org.jspecify.annotations.NullMarked;
