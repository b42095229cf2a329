/**
 * What people look at first: all about a customer, and what there is to do today. Composed of the
 * lists of other packages, so that what each may show is decided there.
 */
@NullMarked
package headwater.crm.overview;

import org.jspecify.annotations.NullMarked;
