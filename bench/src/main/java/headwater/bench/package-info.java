/**
 * Measurements of the whole system, each beside a floor or a peer in the same run. Uses only what a
 * user of the system has: the launcher, SQL and HTTP.
 */
@NullMarked
package headwater.bench;

import org.jspecify.annotations.NullMarked;
