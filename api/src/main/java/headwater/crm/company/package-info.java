/**
 * The company's settings and its dated currency rates; converts money. The one place that knows
 * what a day is.
 */
@NullMarked
package headwater.crm.company;

import org.jspecify.annotations.NullMarked;
