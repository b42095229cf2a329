/**
 * Who must agree before a record goes on: flows, the instances that run, and whose turn it is.
 * Kinds of records implement {@link headwater.crm.approval.Approvable}; this package names none of
 * them.
 */
@NullMarked
package headwater.crm.approval;

import org.jspecify.annotations.NullMarked;
