/**
 * The door: a business question goes in, an answer that says as of when comes out.
 *
 * <p>Invariant: no question reaches the warehouse without the asker's row scope inside its
 * innermost scan, bound parameters and limits. May not know of {@code api} or {@code cdc}; what
 * binds it to them is the warehouse's schema.
 */
@NullMarked
package headwater.analytics;

import org.jspecify.annotations.NullMarked;
