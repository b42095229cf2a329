/**
 * What happened between us and customers: calls, visits, messages. Whether an interaction counts as
 * following up is decided when it is written, and never again. Names the kinds of records that
 * interactions hang on by {@link headwater.crm.followup.Followed} alone.
 */
@NullMarked
package headwater.crm.activity;

import org.jspecify.annotations.NullMarked;
