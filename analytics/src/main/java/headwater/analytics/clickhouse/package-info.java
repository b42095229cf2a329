/**
 * Internal: ClickHouse over JDBC, with limits, query ids and errors told apart.
 *
 * <p>Invariant: reads only; every statement runs under a time limit and a row limit. May not know
 * what is asked.
 */
@NullMarked
package headwater.analytics.clickhouse;

import org.jspecify.annotations.NullMarked;
