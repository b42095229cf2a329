package headwater.crm.pool;

import static headwater.crm.db.crm.Tables.POOL;
import static headwater.crm.db.crm.Tables.POOL_MEMBER;
import static headwater.crm.db.crm.Tables.RECYCLE_RULE;

import headwater.crm.db.crm.tables.records.PoolRecord;
import headwater.crm.db.crm.tables.records.RecycleRuleRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.pool.Pool.PoolObject;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every signed-in person may know which pools there are; what lies in them is another matter. */
@Repository
class PoolRepository extends RecordRepository<PoolRecord, Pool> {
    private static final RecordTable<PoolRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.POOL,
                            POOL.POOL_ID,
                            ListFields.of(RecordType.POOL, POOL.POOL_ID)
                                    .text("name", POOL.NAME)
                                    .text("object", POOL.OBJECT)
                                    .text("externalId", POOL.EXTERNAL_ID)
                                    .range("createdAt", POOL.CREATED_AT)
                                    .softDeleted(POOL.DELETED_AT)
                                    .order("NAME", POOL.NAME)
                                    .order("CREATED_AT", POOL.CREATED_AT))
                    .named(POOL.NAME)
                    .unique(Map.of("pool_name", "name", "pool_external_id", "externalId"));

    /** Most closely first: by name, by role, by the nearest team above, by the company. */
    private static final String OF_OWNER =
            """
            with recursive above (team_id, depth) as (
              select team_id, 0 from crm.team_membership
              where app_user_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?)
              union
              select parent_team_id, depth + 1 from above join crm.team using (team_id)
              where parent_team_id is not null and depth < 50),
            belongs (principal, rank, depth) as (
              select 'user:' || ?, 0, 0
              union all select 'role:' || role, 1, 0 from crm.user_role where app_user_id = ?
              union all select 'team:' || team_id, 2, 0 from above where depth = 0
              union all select 'team_tree:' || team_id, 2, depth from above)
            select pool_id from crm.pool join crm.pool_member using (pool_id) join belongs using (principal)
            where object = ? and deleted_at is null
            order by rank, depth, priority desc, pool_id
            """;

    PoolRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** The pools that a person belongs to, the one that fits him most closely first. */
    List<Long> ofOwner(Viewer viewer, RecordType type, long ownerId, LocalDate day) {
        return db.fetch(OF_OWNER, ownerId, day, day, ownerId, ownerId, type.name()).stream()
                .map(row -> row.get(0, Long.class))
                .distinct()
                .toList();
    }

    List<PoolMember> members(Viewer viewer, Set<Long> poolIds) {
        return db.selectFrom(POOL_MEMBER)
                .where(POOL_MEMBER.POOL_ID.in(poolIds))
                .orderBy(POOL_MEMBER.POOL_ID, POOL_MEMBER.PRINCIPAL)
                .fetch(
                        row ->
                                new PoolMember(
                                        row.getPoolId(), row.getPrincipal(), row.getAdministers()));
    }

    List<RecycleRule> rules(Viewer viewer, Set<Long> poolIds) {
        return db.selectFrom(RECYCLE_RULE)
                .where(RECYCLE_RULE.POOL_ID.in(poolIds))
                .orderBy(RECYCLE_RULE.POOL_ID, RECYCLE_RULE.ORDINAL)
                .fetch(PoolRepository::rule);
    }

    /** Null when there is no such rule any more. */
    @Nullable RecycleRule rule(Viewer viewer, long id) {
        return db.selectFrom(RECYCLE_RULE)
                .where(RECYCLE_RULE.RECYCLE_RULE_ID.eq(id))
                .fetchOne(PoolRepository::rule);
    }

    void replaceMembers(Viewer viewer, long poolId, List<PoolMember> members) {
        db.deleteFrom(POOL_MEMBER).where(POOL_MEMBER.POOL_ID.eq(poolId)).execute();
        for (PoolMember member : members) {
            db.insertInto(POOL_MEMBER)
                    .set(POOL_MEMBER.POOL_ID, poolId)
                    .set(POOL_MEMBER.PRINCIPAL, member.principal())
                    .set(POOL_MEMBER.ADMINISTERS, member.administers())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** Rules keep their keys by place, so that what they have done stays explained. */
    void replaceRules(Viewer viewer, long poolId, List<RecycleRule> rules) {
        short ordinal = 0;
        for (RecycleRule rule : rules) {
            ordinal++;
            Map<Field<?>, @Nullable Object> values = values(rule);
            db.insertInto(RECYCLE_RULE)
                    .set(RECYCLE_RULE.POOL_ID, poolId)
                    .set(RECYCLE_RULE.ORDINAL, ordinal)
                    .set(values)
                    .onConflict(RECYCLE_RULE.POOL_ID, RECYCLE_RULE.ORDINAL)
                    .doUpdate()
                    .set(values)
                    .execute();
        }
        db.deleteFrom(RECYCLE_RULE)
                .where(RECYCLE_RULE.POOL_ID.eq(poolId))
                .and(RECYCLE_RULE.ORDINAL.gt(ordinal))
                .execute();
    }

    private static Map<Field<?>, @Nullable Object> values(RecycleRule rule) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(RECYCLE_RULE.GRADES, rule.grades().toArray(String[]::new));
        values.put(RECYCLE_RULE.SOURCES, rule.sources().toArray(Long[]::new));
        values.put(RECYCLE_RULE.TRIGGER, rule.trigger().name());
        values.put(RECYCLE_RULE.DAYS, rule.days());
        values.put(RECYCLE_RULE.EXTENSION_DAYS, rule.extensionDays());
        values.put(RECYCLE_RULE.MOST_DAYS, rule.mostDays());
        values.put(RECYCLE_RULE.WORKING_DAYS, rule.workingDays());
        values.put(RECYCLE_RULE.OPEN_OPPORTUNITIES, rule.openOpportunities().name());
        return values;
    }

    private static RecycleRule rule(RecycleRuleRecord row) {
        return new RecycleRule(
                row.getRecycleRuleId(),
                row.getPoolId(),
                Arrays.asList(row.getGrades()),
                Arrays.asList(row.getSources()),
                Trigger.valueOf(row.getTrigger()),
                row.getDays(),
                row.getExtensionDays(),
                row.getMostDays(),
                row.getWorkingDays(),
                OpenOpportunities.valueOf(row.getOpenOpportunities()));
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Pool pool) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(POOL.NAME, pool.name());
        values.put(POOL.OBJECT, pool.object().name());
        values.put(POOL.PRIORITY, pool.priority());
        values.put(POOL.SHOWN_FIELDS, pool.shownFields().toArray(String[]::new));
        values.put(POOL.MASKED_FIELDS, pool.maskedFields().toArray(String[]::new));
        values.put(POOL.DAILY_CLAIM_LIMIT, pool.dailyClaimLimit());
        values.put(POOL.HOLD_LIMIT, pool.holdLimit());
        values.put(POOL.COOLDOWN_DAYS, pool.cooldownDays());
        values.put(POOL.EMBARGO_HOURS, pool.embargoHours());
        values.put(POOL.DAILY_VIEW_LIMIT, pool.dailyViewLimit());
        values.put(POOL.LOCK_LIMIT, pool.lockLimit());
        values.put(POOL.LOCK_DAYS, pool.lockDays());
        values.put(POOL.EXTERNAL_ID, pool.externalId());
        return values;
    }

    @Override
    protected Pool record(PoolRecord row) {
        return new Pool(
                row.getPoolId(),
                row.getName(),
                PoolObject.valueOf(row.getObject()),
                row.getPriority(),
                Arrays.asList(row.getShownFields()),
                Arrays.asList(row.getMaskedFields()),
                row.getDailyClaimLimit(),
                row.getHoldLimit(),
                row.getCooldownDays(),
                row.getEmbargoHours(),
                row.getDailyViewLimit(),
                row.getLockLimit(),
                row.getLockDays(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
