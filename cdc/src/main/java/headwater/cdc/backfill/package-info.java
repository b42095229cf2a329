/**
 * Copies what PostgreSQL held before the stream's first change.
 *
 * <p>Invariant: a copied row's version is lower than that of every streamed change of the epoch, so
 * that copy and stream may arrive in any order. Nothing here creates tables or promises a
 * watermark.
 */
@NullMarked
package headwater.cdc.backfill;

import org.jspecify.annotations.NullMarked;
