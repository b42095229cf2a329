/**
 * Everything that is written to ClickHouse: tables that follow PostgreSQL's catalog, rows, the
 * ledger of applied transactions, and the migrations of marts and views.
 *
 * <p>Invariant: a method that writes returns only after ClickHouse has the rows on disk, and the
 * watermark is written last. Nothing here acknowledges anything to PostgreSQL.
 */
@NullMarked
package headwater.cdc.warehouse;

import org.jspecify.annotations.NullMarked;
