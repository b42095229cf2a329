/**
 * Finds records that say the same of the world as one that is being written: keys in which equal
 * things are spelt equally, and the policy of what a match means. Learns of no kind of record;
 * kinds of records bring their own {@code DuplicateSource}.
 */
@NullMarked
package headwater.crm.duplicate;

import org.jspecify.annotations.NullMarked;
