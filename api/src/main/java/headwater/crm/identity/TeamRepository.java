package headwater.crm.identity;

import static headwater.crm.db.crm.Tables.TEAM;
import static headwater.crm.db.crm.Tables.TEAM_MEMBERSHIP;

import headwater.crm.db.crm.tables.records.TeamRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every signed-in person may see every team. */
@Repository
class TeamRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.TEAM, TEAM.TEAM_ID)
                    .text("name", TEAM.NAME)
                    .text("kind", TEAM.KIND)
                    .reference("parent", RecordType.TEAM, TEAM.PARENT_TEAM_ID)
                    .order("NAME", TEAM.NAME)
                    .order("CREATED_AT", TEAM.CREATED_AT);
    private static final References REFERENCES =
            new References(RecordType.TEAM, TEAM.TEAM_ID, TEAM.EXTERNAL_ID, List.of(TEAM.NAME));

    private static final TextSearch SEARCH =
            TextSearch.of(RecordType.TEAM, TEAM.TEAM_ID, DSL.noCondition()).in("name", TEAM.NAME);

    private final DSLContext db;
    private final Rows rows;
    private final Rows memberships;

    TeamRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        TEAM.TEAM_ID,
                        RecordType.TEAM.typeName(),
                        Map.of(
                                "team_sibling_name", "name",
                                "team_external_id", "externalId"));
        this.memberships =
                new Rows(db, TEAM_MEMBERSHIP.TEAM_MEMBERSHIP_ID, "TeamMembership", Map.of());
    }

    Connection<Team> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                TEAM,
                KeysetList.EVERYBODYS,
                LIST.readableBy(viewer),
                request,
                TeamRepository::team);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, DSL.noCondition(), text, limit);
    }

    List<Team> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(TEAM).where(TEAM.TEAM_ID.in(ids)).fetch(TeamRepository::team);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(db, DSL.noCondition(), ref, violations, field);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, DSL.noCondition());
    }

    long insert(
            Viewer viewer,
            TeamDraft draft,
            @Nullable Long parentId,
            @Nullable Long managerId,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft, parentId, managerId);
        values.put(TEAM.EXTERNAL_ID, draft.externalId());
        return rows.insert(viewer, now, values);
    }

    void update(
            Viewer viewer,
            long id,
            int expectedVersion,
            TeamDraft draft,
            @Nullable Long parentId,
            @Nullable Long managerId,
            Instant now) {
        rows.update(
                viewer,
                now,
                id,
                expectedVersion,
                DSL.noCondition(),
                values(draft, parentId, managerId));
    }

    void delete(Viewer viewer, long id, int expectedVersion) {
        rows.delete(id, expectedVersion, DSL.noCondition());
    }

    /** Whether one team is the other or stands anywhere below it. */
    boolean isWithin(Viewer viewer, long teamId, long ancestorId) {
        Table<?> tree = DSL.table(DSL.name("tree"));
        Field<Long> member = DSL.field(DSL.name("tree", "team_id"), Long.class);
        return db.fetchExists(
                db.withRecursive("tree")
                        .as(
                                DSL.select(TEAM.TEAM_ID)
                                        .from(TEAM)
                                        .where(TEAM.TEAM_ID.eq(ancestorId))
                                        .union(
                                                DSL.select(TEAM.TEAM_ID)
                                                        .from(TEAM)
                                                        .join(tree)
                                                        .on(TEAM.PARENT_TEAM_ID.eq(member))))
                        .select(member)
                        .from(tree)
                        .where(member.eq(teamId)));
    }

    @Nullable Long teamOn(Viewer viewer, long userId, LocalDate day) {
        return db.select(TEAM_MEMBERSHIP.TEAM_ID)
                .from(TEAM_MEMBERSHIP)
                .where(TEAM_MEMBERSHIP.APP_USER_ID.eq(userId))
                .and(TEAM_MEMBERSHIP.VALID_FROM.le(day))
                .and(TEAM_MEMBERSHIP.VALID_TO.isNull().or(TEAM_MEMBERSHIP.VALID_TO.gt(day)))
                .fetchOne(TEAM_MEMBERSHIP.TEAM_ID);
    }

    /**
     * @throws Refused if the user has a membership that begins on or after that day
     */
    void assign(Viewer viewer, long userId, long teamId, LocalDate from, Instant now) {
        if (db.fetchExists(
                TEAM_MEMBERSHIP,
                TEAM_MEMBERSHIP.APP_USER_ID.eq(userId),
                TEAM_MEMBERSHIP.VALID_FROM.ge(from))) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "The user is in a team from %s or later already; name a later day."
                            .formatted(from),
                    "from");
        }
        db.update(TEAM_MEMBERSHIP)
                .set(TEAM_MEMBERSHIP.VALID_TO, from)
                .set(TEAM_MEMBERSHIP.VERSION, TEAM_MEMBERSHIP.VERSION.plus(1))
                .set(TEAM_MEMBERSHIP.UPDATED_AT, now)
                .set(TEAM_MEMBERSHIP.UPDATED_BY, viewer.userId())
                .where(TEAM_MEMBERSHIP.APP_USER_ID.eq(userId))
                .and(TEAM_MEMBERSHIP.VALID_TO.isNull().or(TEAM_MEMBERSHIP.VALID_TO.gt(from)))
                .execute();
        memberships.insert(
                viewer,
                now,
                Map.of(
                        TEAM_MEMBERSHIP.APP_USER_ID, userId,
                        TEAM_MEMBERSHIP.TEAM_ID, teamId,
                        TEAM_MEMBERSHIP.VALID_FROM, from));
    }

    private static Map<Field<?>, @Nullable Object> values(
            TeamDraft draft, @Nullable Long parentId, @Nullable Long managerId) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(TEAM.NAME, draft.name());
        values.put(TEAM.KIND, draft.kind().name());
        values.put(TEAM.PARENT_TEAM_ID, parentId);
        values.put(TEAM.MANAGER_ID, managerId);
        return values;
    }

    private static Team team(TeamRecord row) {
        return new Team(
                row.getTeamId(),
                row.getName(),
                Team.Kind.valueOf(row.getKind()),
                row.getParentTeamId(),
                row.getManagerId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
