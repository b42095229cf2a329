package headwater.crm.assignment;

import static headwater.crm.db.crm.Tables.ASSIGNMENT_DECISION;
import static headwater.crm.db.internal.Tables.ASSIGNMENT_TURN;
import static headwater.crm.db.internal.Tables.FIRST_RESPONSE;

import headwater.crm.assignment.AssignmentRule.Strategy;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns, the people they go round among, and the decisions that were made. */
@Repository
class AssignmentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A person named twice stands where he is named first. */
    private static final String CANDIDATES =
            """
            with recursive stated as (
              select position, app_user_id, team_id, weight, regions from crm.assignment_candidate
              where assignment_rule_id = ?),
            below (position, team_id) as (
              select position, team_id from stated where team_id is not null
              union
              select below.position, team.team_id from below join crm.team on team.parent_team_id = below.team_id),
            people (position, app_user_id) as (
              select position, app_user_id from stated where app_user_id is not null
              union
              select position, app_user_id from below join crm.team_membership using (team_id)
              where valid_from <= ? and (valid_to is null or valid_to > ?))
            select * from (select distinct on (people.app_user_id) people.app_user_id, people.position, weight, regions, u.active,
              (select count(*) from crm.lead where owner_id = people.app_user_id and deleted_at is null
                 and stage not in ('CONVERTED', 'DISQUALIFIED')) as holding,
              (select count(*) from crm.assignment_decision d where d.app_user_id = people.app_user_id
                 and d.decided_at >= cast(? as timestamptz) and d.assignment_rule_id = ?) as given
            from people join stated using (position) join crm.app_user u on u.app_user_id = people.app_user_id
            order by people.app_user_id, people.position) as candidate
            order by position, app_user_id
            """;

    private final DSLContext db;

    AssignmentRepository(DSLContext db) {
        this.db = db;
    }

    /**
     * Everybody among whom a rule chooses, in the order in which it names them.
     *
     * @param midnight since when a day's leads are counted
     */
    List<Candidate> candidates(Viewer viewer, long ruleId, LocalDate today, Instant midnight) {
        return db.fetch(CANDIDATES, ruleId, today, today, midnight.atOffset(ZoneOffset.UTC), ruleId)
                .map(
                        row ->
                                new Candidate(
                                        row.get("app_user_id", Long.class),
                                        row.get("weight", Integer.class),
                                        Arrays.asList(row.get("regions", String[].class)),
                                        row.get("active", Boolean.class),
                                        row.get("holding", Integer.class),
                                        row.get("given", Integer.class)));
    }

    /** Decisions by one rule follow each other. */
    Turn lockTurn(Viewer viewer, long ruleId, String region) {
        db.insertInto(ASSIGNMENT_TURN)
                .set(ASSIGNMENT_TURN.ASSIGNMENT_RULE_ID, ruleId)
                .set(ASSIGNMENT_TURN.REGION, region)
                .onConflictDoNothing()
                .execute();
        return db.selectFrom(ASSIGNMENT_TURN)
                .where(ASSIGNMENT_TURN.ASSIGNMENT_RULE_ID.eq(ruleId))
                .and(ASSIGNMENT_TURN.REGION.eq(region))
                .forUpdate()
                .fetchSingle(
                        row ->
                                new Turn(
                                        row.getLastUserId(),
                                        JSON.readValue(
                                                row.getCredits().data(),
                                                new TypeReference<Map<Long, Integer>>() {})));
    }

    void store(Viewer viewer, long ruleId, String region, Turn turn) {
        db.update(ASSIGNMENT_TURN)
                .set(ASSIGNMENT_TURN.LAST_USER_ID, turn.lastUserId())
                .set(
                        ASSIGNMENT_TURN.CREDITS,
                        JSONB.valueOf(JSON.writeValueAsString(turn.credits())))
                .where(ASSIGNMENT_TURN.ASSIGNMENT_RULE_ID.eq(ruleId))
                .and(ASSIGNMENT_TURN.REGION.eq(region))
                .execute();
    }

    void store(Viewer viewer, long leadId, Decision decision, Instant now) {
        Strategy strategy = decision.strategy();
        db.insertInto(ASSIGNMENT_DECISION)
                .set(ASSIGNMENT_DECISION.LEAD_ID, leadId)
                .set(ASSIGNMENT_DECISION.DECIDED_AT, decision.at())
                .set(ASSIGNMENT_DECISION.ASSIGNMENT_RULE_ID, decision.ruleId())
                .set(ASSIGNMENT_DECISION.RULE_VERSION, decision.ruleVersion())
                .set(ASSIGNMENT_DECISION.STRATEGY, strategy == null ? null : strategy.name())
                .set(ASSIGNMENT_DECISION.APP_USER_ID, decision.userId())
                .set(ASSIGNMENT_DECISION.POOL_ID, decision.poolId())
                .set(ASSIGNMENT_DECISION.RESPOND_BY, decision.respondBy())
                .set(
                        ASSIGNMENT_DECISION.STEPS,
                        JSONB.valueOf(JSON.writeValueAsString(decision.steps())))
                .set(ASSIGNMENT_DECISION.RECORDED_AT, now)
                .execute();
    }

    /** A lead has been given to one more, who has until then to turn to it. */
    void await(Viewer viewer, long leadId, Decision decision, List<Long> askedBefore) {
        List<Long> asked = new ArrayList<>(askedBefore);
        asked.add(decision.userId());
        db.insertInto(FIRST_RESPONSE)
                .set(FIRST_RESPONSE.LEAD_ID, leadId)
                .set(FIRST_RESPONSE.ASSIGNMENT_RULE_ID, decision.ruleId())
                .set(FIRST_RESPONSE.SINCE, decision.at())
                .set(FIRST_RESPONSE.RESPOND_BY, decision.respondBy())
                .set(FIRST_RESPONSE.ASKED, asked.toArray(Long[]::new))
                .execute();
    }

    /** Locked until the transaction ends; others are passed over. */
    List<Awaited> overdue(Viewer job, Instant now, int limit) {
        return db.selectFrom(FIRST_RESPONSE)
                .where(FIRST_RESPONSE.RESPOND_BY.le(now))
                .orderBy(FIRST_RESPONSE.RESPOND_BY)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(
                        row ->
                                new Awaited(
                                        row.getLeadId(),
                                        row.getAssignmentRuleId(),
                                        row.getSince(),
                                        List.of(row.getAsked())));
    }

    void settle(Viewer viewer, long leadId) {
        db.deleteFrom(FIRST_RESPONSE).where(FIRST_RESPONSE.LEAD_ID.eq(leadId)).execute();
    }

    /** Of leads that the viewer has read already, oldest first. */
    List<Made> decisions(Viewer viewer, Set<Long> leadIds) {
        return db.selectFrom(ASSIGNMENT_DECISION)
                .where(ASSIGNMENT_DECISION.LEAD_ID.in(leadIds))
                .orderBy(ASSIGNMENT_DECISION.ASSIGNMENT_DECISION_ID)
                .fetch(
                        row ->
                                new Made(
                                        row.getLeadId(),
                                        new Decision(
                                                row.getDecidedAt(),
                                                row.getAssignmentRuleId(),
                                                row.getRuleVersion(),
                                                strategy(row.getStrategy()),
                                                row.getAppUserId(),
                                                row.getPoolId(),
                                                row.getRespondBy(),
                                                JSON.readValue(
                                                        row.getSteps().data(),
                                                        new TypeReference<
                                                                List<Decision.Step>>() {}))));
    }

    private static @Nullable Strategy strategy(@Nullable String name) {
        return name == null ? null : Strategy.valueOf(name);
    }

    /** A decision about a lead. */
    record Made(long leadId, Decision decision) {}
}
