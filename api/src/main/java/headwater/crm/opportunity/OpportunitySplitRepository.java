package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.OPPORTUNITY_SPLIT;

import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Set;

@Repository
class OpportunitySplitRepository {
    private final DSLContext db;

    OpportunitySplitRepository(DSLContext db) {
        this.db = db;
    }

    /** Of opportunities that the viewer has read already, in the order of their sellers' keys. */
    List<OpportunitySplit> of(Viewer viewer, Set<Long> opportunityIds) {
        return db.selectFrom(OPPORTUNITY_SPLIT)
                .where(OPPORTUNITY_SPLIT.OPPORTUNITY_ID.in(opportunityIds))
                .orderBy(OPPORTUNITY_SPLIT.OPPORTUNITY_ID, OPPORTUNITY_SPLIT.APP_USER_ID)
                .fetch(
                        row ->
                                new OpportunitySplit(
                                        row.getOpportunityId(),
                                        row.getAppUserId(),
                                        row.getPercent()));
    }

    void replace(Viewer viewer, long opportunityId, List<Split> splits) {
        db.deleteFrom(OPPORTUNITY_SPLIT)
                .where(OPPORTUNITY_SPLIT.OPPORTUNITY_ID.eq(opportunityId))
                .execute();
        splits.forEach(
                split ->
                        db.insertInto(OPPORTUNITY_SPLIT)
                                .set(OPPORTUNITY_SPLIT.OPPORTUNITY_ID, opportunityId)
                                .set(OPPORTUNITY_SPLIT.APP_USER_ID, split.userId())
                                .set(OPPORTUNITY_SPLIT.PERCENT, split.percent())
                                .execute());
    }
}
