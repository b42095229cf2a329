/**
 * What the stream says about itself: its state, why it stands still, how far it has come.
 *
 * <p>Invariant: UP means that a change committed now will arrive; whatever stands in the way is a
 * reason in words. Nothing here touches a database.
 */
@NullMarked
package headwater.cdc.health;

import org.jspecify.annotations.NullMarked;
