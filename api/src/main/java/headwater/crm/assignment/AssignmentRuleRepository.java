package headwater.crm.assignment;

import static headwater.crm.db.crm.Tables.ASSIGNMENT_CANDIDATE;
import static headwater.crm.db.crm.Tables.ASSIGNMENT_RULE;

import headwater.crm.assignment.AssignmentRule.Conditions;
import headwater.crm.assignment.AssignmentRule.Strategy;
import headwater.crm.db.crm.tables.records.AssignmentRuleRecord;
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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class AssignmentRuleRepository extends RecordRepository<AssignmentRuleRecord, AssignmentRule> {
    private static final RecordTable<AssignmentRuleRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.ASSIGNMENT_RULE,
                            ASSIGNMENT_RULE.ASSIGNMENT_RULE_ID,
                            ListFields.of(
                                            RecordType.ASSIGNMENT_RULE,
                                            ASSIGNMENT_RULE.ASSIGNMENT_RULE_ID)
                                    .text("name", ASSIGNMENT_RULE.NAME)
                                    .flag("active", ASSIGNMENT_RULE.ACTIVE)
                                    .text("strategy", ASSIGNMENT_RULE.STRATEGY)
                                    .text("externalId", ASSIGNMENT_RULE.EXTERNAL_ID)
                                    .range("createdAt", ASSIGNMENT_RULE.CREATED_AT)
                                    .softDeleted(ASSIGNMENT_RULE.DELETED_AT)
                                    .order("ORDINAL", ASSIGNMENT_RULE.ORDINAL)
                                    .order("NAME", ASSIGNMENT_RULE.NAME))
                    .named(ASSIGNMENT_RULE.NAME)
                    .unique(
                            Map.of(
                                    "assignment_rule_name",
                                    "name",
                                    "assignment_rule_external_id",
                                    "externalId"));

    AssignmentRuleRepository(DSLContext db) {
        super(db, TABLE);
    }

    /** A candidate as the rule states it: a person or a team. */
    record Stated(
            long ruleId,
            @Nullable Long userId,
            @Nullable Long teamId,
            int weight,
            List<String> regions) {}

    /** All rules that decide, in order. */
    List<AssignmentRule> active(Viewer viewer) {
        return db.selectFrom(ASSIGNMENT_RULE)
                .where(ASSIGNMENT_RULE.ACTIVE.isTrue())
                .and(alive())
                .orderBy(ASSIGNMENT_RULE.ORDINAL, ASSIGNMENT_RULE.ASSIGNMENT_RULE_ID)
                .fetch(this::record);
    }

    List<Stated> candidates(Viewer viewer, Set<Long> ruleIds) {
        return db.selectFrom(ASSIGNMENT_CANDIDATE)
                .where(ASSIGNMENT_CANDIDATE.ASSIGNMENT_RULE_ID.in(ruleIds))
                .orderBy(ASSIGNMENT_CANDIDATE.ASSIGNMENT_RULE_ID, ASSIGNMENT_CANDIDATE.POSITION)
                .fetch(
                        row ->
                                new Stated(
                                        row.getAssignmentRuleId(),
                                        row.getAppUserId(),
                                        row.getTeamId(),
                                        row.getWeight(),
                                        Arrays.asList(row.getRegions())));
    }

    void replaceCandidates(Viewer viewer, long ruleId, List<Stated> candidates) {
        db.deleteFrom(ASSIGNMENT_CANDIDATE)
                .where(ASSIGNMENT_CANDIDATE.ASSIGNMENT_RULE_ID.eq(ruleId))
                .execute();
        short position = 0;
        for (Stated each : candidates) {
            position++;
            db.insertInto(ASSIGNMENT_CANDIDATE)
                    .set(ASSIGNMENT_CANDIDATE.ASSIGNMENT_RULE_ID, ruleId)
                    .set(ASSIGNMENT_CANDIDATE.POSITION, position)
                    .set(ASSIGNMENT_CANDIDATE.APP_USER_ID, each.userId())
                    .set(ASSIGNMENT_CANDIDATE.TEAM_ID, each.teamId())
                    .set(ASSIGNMENT_CANDIDATE.WEIGHT, each.weight())
                    .set(ASSIGNMENT_CANDIDATE.REGIONS, each.regions().toArray(String[]::new))
                    .execute();
        }
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(AssignmentRule rule) {
        Conditions on = rule.conditions();
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ASSIGNMENT_RULE.NAME, rule.name());
        values.put(ASSIGNMENT_RULE.ORDINAL, rule.ordinal());
        values.put(ASSIGNMENT_RULE.ACTIVE, rule.active());
        values.put(ASSIGNMENT_RULE.SOURCES, on.sources().toArray(Long[]::new));
        values.put(ASSIGNMENT_RULE.CAMPAIGNS, on.campaigns().toArray(Long[]::new));
        values.put(ASSIGNMENT_RULE.REGIONS, on.regions().toArray(String[]::new));
        values.put(ASSIGNMENT_RULE.INDUSTRIES, on.industries().toArray(String[]::new));
        values.put(ASSIGNMENT_RULE.GRADES, on.grades().toArray(String[]::new));
        values.put(ASSIGNMENT_RULE.STRATEGY, rule.strategy().name());
        values.put(ASSIGNMENT_RULE.HOLD_LIMIT, rule.holdLimit());
        values.put(ASSIGNMENT_RULE.DAILY_QUOTA, rule.dailyQuota());
        values.put(ASSIGNMENT_RULE.IN_WORKING_TIME, rule.inWorkingTime());
        values.put(ASSIGNMENT_RULE.FIRST_RESPONSE_MINUTES, rule.firstResponseMinutes());
        values.put(ASSIGNMENT_RULE.FALLBACK_POOL_ID, rule.fallbackPoolId());
        values.put(ASSIGNMENT_RULE.EXTERNAL_ID, rule.externalId());
        return values;
    }

    @Override
    protected AssignmentRule record(AssignmentRuleRecord row) {
        return new AssignmentRule(
                row.getAssignmentRuleId(),
                row.getName(),
                row.getOrdinal(),
                row.getActive(),
                new Conditions(
                        Arrays.asList(row.getSources()),
                        Arrays.asList(row.getCampaigns()),
                        Arrays.asList(row.getRegions()),
                        Arrays.asList(row.getIndustries()),
                        Arrays.asList(row.getGrades())),
                Strategy.valueOf(row.getStrategy()),
                row.getHoldLimit(),
                row.getDailyQuota(),
                row.getInWorkingTime(),
                row.getFirstResponseMinutes(),
                row.getFallbackPoolId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
