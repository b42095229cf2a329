/** What is sold. */
@NullMarked
package headwater.crm.product;

import org.jspecify.annotations.NullMarked;
