/**
 * When the company works: working calendars and the arithmetic of working time. A calendar is
 * compiled once per version and then answers without SQL.
 */
@NullMarked
package headwater.crm.calendar;

import org.jspecify.annotations.NullMarked;
