package headwater.crm.commission;

import static headwater.crm.db.crm.Tables.COMMISSION_PARTICIPANT;
import static headwater.crm.db.crm.Tables.COMMISSION_PLAN;
import static headwater.crm.db.crm.Tables.COMMISSION_TIER;

import headwater.crm.commission.CommissionPlan.Basis;
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
import java.util.Collection;
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
                                    .text("basis", COMMISSION_PLAN.BASIS)
                                    .range("effectiveFrom", COMMISSION_PLAN.EFFECTIVE_FROM)
                                    .text("externalId", COMMISSION_PLAN.EXTERNAL_ID)
                                    .range("createdAt", COMMISSION_PLAN.CREATED_AT)
                                    .order("EFFECTIVE_FROM", COMMISSION_PLAN.EFFECTIVE_FROM)
                                    .order("CREATED_AT", COMMISSION_PLAN.CREATED_AT))
                    .unique(
                            Map.of(
                                    "commission_plan_external_id", "externalId",
                                    "commission_plan_effective_from_key", "effectiveFrom"));

    private static final String IN_FORCE =
            """
            with recursive asked as (select unnest(cast(? as bigint[])) as person),
            above (person, team_id) as (
              select person, team_id from asked join crm.team_membership on app_user_id = person
              where valid_from <= ? and (valid_to is null or valid_to > ?)
              union
              select person, parent_team_id from above join crm.team using (team_id) where parent_team_id is not null)
            select distinct on (person) person, plan.*
            from asked join crm.commission_plan plan on effective_from <= ? and coalesce(effective_until >= ?, true)
            where for_everybody or exists (
              select from crm.commission_participant named
              where named.commission_plan_id = plan.commission_plan_id
                and (named.app_user_id = person
                  or named.team_id in (select team_id from above where above.person = asked.person)))
            order by person, for_everybody, effective_from desc, commission_plan_id desc
            """;

    CommissionPlanRepository(DSLContext db) {
        super(db, TABLE);
    }

    /**
     * The plans that people are under on a day: the newest that names them, or else the newest for
     * everybody. Nobody is under one before the first.
     */
    Map<Long, CommissionPlan> on(Viewer viewer, Collection<Long> people, LocalDate day) {
        return db.fetch(IN_FORCE, people.toArray(Long[]::new), day, day, day, day)
                .intoMap(
                        row -> row.get("person", Long.class),
                        row -> record(row.into(COMMISSION_PLAN)));
    }

    void insertParticipants(Viewer viewer, long planId, List<Participant> participants) {
        short position = 0;
        for (Participant each : participants) {
            position++;
            db.insertInto(COMMISSION_PARTICIPANT)
                    .set(COMMISSION_PARTICIPANT.COMMISSION_PLAN_ID, planId)
                    .set(COMMISSION_PARTICIPANT.POSITION, position)
                    .set(COMMISSION_PARTICIPANT.APP_USER_ID, each.userId())
                    .set(COMMISSION_PARTICIPANT.TEAM_ID, each.teamId())
                    .execute();
        }
    }

    List<Participant> participants(Viewer viewer, Set<Long> planIds) {
        return db.selectFrom(COMMISSION_PARTICIPANT)
                .where(COMMISSION_PARTICIPANT.COMMISSION_PLAN_ID.in(planIds))
                .orderBy(COMMISSION_PARTICIPANT.COMMISSION_PLAN_ID, COMMISSION_PARTICIPANT.POSITION)
                .fetch(
                        row ->
                                new Participant(
                                        row.getCommissionPlanId(),
                                        row.getAppUserId(),
                                        row.getTeamId()));
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
        values.put(COMMISSION_PLAN.BASIS, plan.basis().name());
        values.put(COMMISSION_PLAN.EFFECTIVE_FROM, plan.effectiveFrom());
        values.put(COMMISSION_PLAN.EFFECTIVE_UNTIL, plan.effectiveUntil());
        values.put(COMMISSION_PLAN.FOR_EVERYBODY, plan.forEverybody());
        values.put(COMMISSION_PLAN.CAP, plan.cap());
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
                Basis.valueOf(row.getBasis()),
                row.getEffectiveFrom(),
                row.getEffectiveUntil(),
                row.getForEverybody(),
                row.getCap(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
