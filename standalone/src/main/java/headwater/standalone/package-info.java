/**
 * The supervisor behind {@code ./crm up}: PostgreSQL, ClickHouse, cdc and api as four processes on
 * one machine, each started again when it dies.
 *
 * <p>Invariant: when the supervisor has ended, none of its processes runs. May not know the classes
 * of api and cdc: they are commands with environment variables, the same as on anybody's servers.
 */
@NullMarked
package headwater.standalone;

import org.jspecify.annotations.NullMarked;
