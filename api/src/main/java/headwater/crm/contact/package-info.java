/** People at customers. */
@NullMarked
package headwater.crm.contact;

import org.jspecify.annotations.NullMarked;
