/**
 * What approvals and records ask of each other. The engine is not there yet: nobody has to agree to
 * anything. Kinds of records implement {@link headwater.crm.approval.Approvable}; this package
 * names none of them.
 */
@NullMarked
package headwater.crm.approval;

import org.jspecify.annotations.NullMarked;
