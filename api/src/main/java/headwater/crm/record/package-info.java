/**
 * What all kinds of records have in common: how they are listed, found, made, changed and deleted,
 * under the same permissions through every door. A capability adds what its drafts mean.
 */
@NullMarked
package headwater.crm.record;

import org.jspecify.annotations.NullMarked;
