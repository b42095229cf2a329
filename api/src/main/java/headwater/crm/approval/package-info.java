/**
 * Who has to agree before a record goes on: flows in versions, approvals that run by them, and what
 * each person was asked. Kinds of records implement {@link headwater.crm.approval.Approvable}; this
 * package names none of them.
 */
@NullMarked
package headwater.crm.approval;

import org.jspecify.annotations.NullMarked;
