/** Headwater's application: one package per business capability. */
@NullMarked
package headwater.crm;

import org.jspecify.annotations.NullMarked;
