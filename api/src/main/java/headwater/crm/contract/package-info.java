/**
 * Contracts and their payment plans. What is paid is said only by {@link
 * headwater.crm.contract.ContractPayments}, under the contract's lock; states follow from it.
 */
@NullMarked
package headwater.crm.contract;

import org.jspecify.annotations.NullMarked;
