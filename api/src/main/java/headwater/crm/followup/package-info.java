/**
 * What it means that a record is followed up: kinds of records say whose they are and what follows,
 * and whoever learns of an effective follow-up tells them. Names none of them.
 */
@NullMarked
package headwater.crm.followup;

import org.jspecify.annotations.NullMarked;
