/**
 * Business questions that are no metric: one record per question, with its SQL, parameters and
 * mapper on one screen.
 *
 * <p>Invariant: a question reads tables only through the scoped scans that {@link
 * headwater.analytics.Analytics} hands it. May not open connections.
 */
@NullMarked
package headwater.analytics.question;

import org.jspecify.annotations.NullMarked;
