/**
 * The process inside which ClickHouse runs: its library called through the foreign-function API.
 *
 * <p>Invariant: needs nothing but the JDK, so that the child's class path is this module alone. May
 * not use any other package of this project.
 */
@NullMarked
package headwater.engines.clickhouse;

import org.jspecify.annotations.NullMarked;
