/**
 * What sellers earn by what customers have paid; SPEC C6. A ledger that is only added to: the
 * entries of a person, plan and period always sum up to what the plan gives for their basis.
 */
@NullMarked
package headwater.crm.commission;

import org.jspecify.annotations.NullMarked;
