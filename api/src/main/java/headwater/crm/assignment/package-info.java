/**
 * Who gets a new lead: ordered rules, and why they decided as they did. Knows what a lead looks
 * like to a rule, not what a lead is.
 */
@NullMarked
package headwater.crm.assignment;

import org.jspecify.annotations.NullMarked;
