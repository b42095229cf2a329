package headwater.crm.commission;

import static headwater.crm.db.crm.Tables.CONTRACT_SPLIT;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.opportunity.Split;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Set;

@Repository
class SplitRepository {
    private final DSLContext db;

    SplitRepository(DSLContext db) {
        this.db = db;
    }

    /** Of contracts that the viewer has read already, in the order of their sellers' keys. */
    List<ContractSplit> of(Viewer viewer, Set<Long> contractIds) {
        return db.selectFrom(CONTRACT_SPLIT)
                .where(CONTRACT_SPLIT.CONTRACT_ID.in(contractIds))
                .orderBy(CONTRACT_SPLIT.CONTRACT_ID, CONTRACT_SPLIT.APP_USER_ID)
                .fetch(
                        row ->
                                new ContractSplit(
                                        row.getContractId(),
                                        row.getAppUserId(),
                                        row.getPercent(),
                                        Basis.valueOf(row.getBasis())));
    }

    /** What brings some sellers of a contract their commissions. */
    void payBy(Viewer viewer, long contractId, Basis basis, Collection<Long> sellers) {
        db.update(CONTRACT_SPLIT)
                .set(CONTRACT_SPLIT.BASIS, basis.name())
                .where(CONTRACT_SPLIT.CONTRACT_ID.eq(contractId))
                .and(CONTRACT_SPLIT.APP_USER_ID.in(sellers))
                .execute();
    }

    void replace(Viewer viewer, long contractId, List<Split> splits) {
        db.deleteFrom(CONTRACT_SPLIT).where(CONTRACT_SPLIT.CONTRACT_ID.eq(contractId)).execute();
        splits.forEach(
                split ->
                        db.insertInto(CONTRACT_SPLIT)
                                .set(CONTRACT_SPLIT.CONTRACT_ID, contractId)
                                .set(CONTRACT_SPLIT.APP_USER_ID, split.userId())
                                .set(CONTRACT_SPLIT.PERCENT, split.percent())
                                .execute());
    }
}
