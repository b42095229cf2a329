package headwater.crm.contract;

import headwater.crm.permission.Viewer;

/** Whoever has something to do once a contract is agreed; each one implements this. */
public interface ContractFollower {

    /** In the transaction that approves the contract; not for its amendments. */
    void approved(Viewer viewer, Contract contract);
}
