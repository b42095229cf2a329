package headwater.crm.contract;

import headwater.crm.permission.Viewer;

import org.jspecify.annotations.Nullable;

/** Whoever has something to do as a contract goes its way; each one implements what it needs. */
public interface ContractFollower {

    /** In the transaction that approves the contract; not for its amendments. */
    default void approved(Viewer viewer, Contract contract) {}

    /** In the transaction that says that both sides have signed. */
    default void signed(Viewer viewer, Contract contract) {}

    /** In the transaction that makes a contract void. */
    default void voided(Viewer viewer, Contract contract) {}

    /**
     * In the transaction that approves an amendment.
     *
     * @param contract as it is from now on
     * @param version which of its versions that is
     */
    default void amended(Viewer viewer, Contract contract, int version, @Nullable String reason) {}
}
