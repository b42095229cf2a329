/** Customers. Learns of nothing that refers to them. */
@NullMarked
package headwater.crm.account;

import org.jspecify.annotations.NullMarked;
