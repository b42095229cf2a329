/**
 * The stream: every change of PostgreSQL into ClickHouse, by one writer.
 *
 * <p>Invariant: PostgreSQL is told that a change was received only after ClickHouse has it on disk.
 * This application writes no business data in PostgreSQL and answers no questions; its only door is
 * the actuator on this machine.
 */
@NullMarked
package headwater.cdc;

import org.jspecify.annotations.NullMarked;
