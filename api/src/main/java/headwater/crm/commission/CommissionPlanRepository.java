package headwater.crm.commission;

import static headwater.crm.db.crm.Tables.COMMISSION_PLAN;
import static headwater.crm.db.crm.Tables.COMMISSION_TIER;

import headwater.crm.commission.CommissionPlan.Method;
import headwater.crm.commission.CommissionPlan.Period;
import headwater.crm.db.crm.tables.records.CommissionPlanRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class CommissionPlanRepository extends RecordRepository<CommissionPlanRecord, CommissionPlan> {
    private static final RecordTable<CommissionPlanRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.COMMISSION_PLAN,
                            COMMISSION_PLAN.COMMISSION_PLAN_ID,
                            ListFields.of(
                                            RecordType.COMMISSION_PLAN,
                                            COMMISSION_PLAN.COMMISSION_PLAN_ID)
                                    .text("name", COMMISSION_PLAN.NAME)
                                    .text("period", COMMISSION_PLAN.PERIOD)
                                    .text("method", COMMISSION_PLAN.METHOD)
                                    .range("effectiveFrom", COMMISSION_PLAN.EFFECTIVE_FROM)
                                    .text("externalId", COMMISSION_PLAN.EXTERNAL_ID)
                                    .range("createdAt", COMMISSION_PLAN.CREATED_AT)
                                    .order("EFFECTIVE_FROM", COMMISSION_PLAN.EFFECTIVE_FROM)
                                    .order("CREATED_AT", COMMISSION_PLAN.CREATED_AT))
                    .unique(
                            Map.of(
                                    "commission_plan_external_id", "externalId",
                                    "commission_plan_effective_from_key", "effectiveFrom"));

    CommissionPlanRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** The plan in force on a day; null before the first one. */
    @Nullable CommissionPlan on(Viewer viewer, LocalDate day) {
        return db.selectFrom(COMMISSION_PLAN)
                .where(COMMISSION_PLAN.EFFECTIVE_FROM.le(day))
                .orderBy(COMMISSION_PLAN.EFFECTIVE_FROM.desc())
                .limit(1)
                .fetchOne(this::record);
    }

    void insertTiers(Viewer viewer, long planId, List<Tier> tiers) {
        tiers.forEach(
                tier ->
                        db.insertInto(COMMISSION_TIER)
                                .set(COMMISSION_TIER.COMMISSION_PLAN_ID, planId)
                                .set(COMMISSION_TIER.TIER_FROM, tier.from())
                                .set(COMMISSION_TIER.RATE, tier.rate())
                                .execute());
    }

    Map<Long, List<Tier>> tiers(Viewer viewer, Set<Long> planIds) {
        return db.selectFrom(COMMISSION_TIER)
                .where(COMMISSION_TIER.COMMISSION_PLAN_ID.in(planIds))
                .orderBy(COMMISSION_TIER.TIER_FROM)
                .fetchGroups(
                        COMMISSION_TIER.COMMISSION_PLAN_ID,
                        row -> new Tier(row.getTierFrom(), row.getRate()));
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(CommissionPlan plan) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(COMMISSION_PLAN.NAME, plan.name());
        values.put(COMMISSION_PLAN.PERIOD, plan.period().name());
        values.put(COMMISSION_PLAN.METHOD, plan.method().name());
        values.put(COMMISSION_PLAN.EFFECTIVE_FROM, plan.effectiveFrom());
        values.put(COMMISSION_PLAN.EXTERNAL_ID, plan.externalId());
        return values;
    }

    @Override
    protected CommissionPlan record(CommissionPlanRecord row) {
        return new CommissionPlan(
                row.getCommissionPlanId(),
                row.getName(),
                Period.valueOf(row.getPeriod()),
                Method.valueOf(row.getMethod()),
                row.getEffectiveFrom(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
