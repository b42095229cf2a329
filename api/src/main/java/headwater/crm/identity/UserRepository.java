package headwater.crm.identity;

import static headwater.crm.db.crm.Tables.APP_USER;
import static headwater.crm.db.crm.Tables.ROLE;
import static headwater.crm.db.crm.Tables.ROLE_PERMISSION;
import static headwater.crm.db.crm.Tables.TEAM_MEMBERSHIP;
import static headwater.crm.db.crm.Tables.USER_ROLE;

import headwater.crm.permission.Permission;
import headwater.crm.permission.SystemAccess;
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
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every signed-in person may see every user: names must be readable wherever records name their
 * owners.
 */
@Repository
class UserRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.USER, APP_USER.APP_USER_ID)
                    .text("name", APP_USER.NAME)
                    .text("login", APP_USER.LOGIN)
                    .reference("manager", RecordType.USER, APP_USER.MANAGER_ID)
                    .flag("active", APP_USER.ACTIVE)
                    .order("NAME", APP_USER.NAME)
                    .order("LOGIN", APP_USER.LOGIN)
                    .order("CREATED_AT", APP_USER.CREATED_AT);
    private static final References REFERENCES =
            new References(
                    RecordType.USER,
                    APP_USER.APP_USER_ID,
                    APP_USER.EXTERNAL_ID,
                    List.of(APP_USER.NAME, APP_USER.LOGIN));
    private static final Field<String[]> ROLES =
            DSL.field(
                            DSL.select(DSL.arrayAgg(USER_ROLE.ROLE).orderBy(USER_ROLE.ROLE))
                                    .from(USER_ROLE)
                                    .where(USER_ROLE.APP_USER_ID.eq(APP_USER.APP_USER_ID)))
                    .as("roles");
    private static final Field<LocalDate> TODAY =
            DSL.field(
                    "(now() at time zone (select time_zone from crm.company))::date",
                    LocalDate.class);
    private static final Field<Long> TEAM_TODAY =
            DSL.field(
                            DSL.select(TEAM_MEMBERSHIP.TEAM_ID)
                                    .from(TEAM_MEMBERSHIP)
                                    .where(TEAM_MEMBERSHIP.APP_USER_ID.eq(APP_USER.APP_USER_ID))
                                    .and(TEAM_MEMBERSHIP.VALID_FROM.le(TODAY))
                                    .and(
                                            TEAM_MEMBERSHIP
                                                    .VALID_TO
                                                    .isNull()
                                                    .or(TEAM_MEMBERSHIP.VALID_TO.gt(TODAY))))
                    .as("team_id");
    private static final List<Field<?>> MORE = List.of(ROLES, TEAM_TODAY);

    private static final TextSearch SEARCH =
            TextSearch.of(RecordType.USER, APP_USER.APP_USER_ID, APP_USER.ACTIVE.isTrue())
                    .in("name", APP_USER.NAME)
                    .in("login", APP_USER.LOGIN)
                    .in("email", APP_USER.EMAIL);

    private final DSLContext db;
    private final Rows rows;

    UserRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        APP_USER.APP_USER_ID,
                        RecordType.USER.typeName(),
                        Map.of(
                                "app_user_login", "login",
                                "app_user_external_id", "externalId"));
    }

    Connection<User> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                APP_USER,
                MORE,
                KeysetList.EVERYBODYS,
                LIST.readableBy(viewer),
                request,
                UserRepository::user);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, DSL.noCondition(), text, limit);
    }

    List<User> byIds(Viewer viewer, Set<Long> ids) {
        return db.select(APP_USER.fields())
                .select(MORE)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.in(ids))
                .fetch(UserRepository::user);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(db, APP_USER.ACTIVE.isTrue(), ref, violations, field);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, DSL.noCondition());
    }

    long insert(Viewer viewer, UserDraft draft, @Nullable Long managerId, Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft, managerId);
        values.put(APP_USER.LOGIN, draft.login());
        values.put(APP_USER.EXTERNAL_ID, draft.externalId());
        if (draft.createdAt() != null) {
            values.put(APP_USER.CREATED_AT, draft.createdAt());
        }
        long id = rows.insert(viewer, now, values);
        insertRoles(viewer, id, draft.roles());
        return id;
    }

    void update(
            Viewer viewer,
            long id,
            int expectedVersion,
            UserDraft draft,
            @Nullable Long managerId,
            Instant now) {
        rows.update(viewer, now, id, expectedVersion, DSL.noCondition(), values(draft, managerId));
        db.deleteFrom(USER_ROLE)
                .where(USER_ROLE.APP_USER_ID.eq(id))
                .and(USER_ROLE.ROLE.notIn(draft.roles()))
                .execute();
        insertRoles(viewer, id, draft.roles());
    }

    void delete(Viewer viewer, long id, int expectedVersion) {
        db.deleteFrom(USER_ROLE).where(USER_ROLE.APP_USER_ID.eq(id)).execute();
        try {
            rows.delete(id, expectedVersion, DSL.noCondition());
        } catch (Refused e) {
            if (e.errors().stream().noneMatch(error -> error.code() == Code.IN_USE)) {
                throw e;
            }
            throw new Refused(
                    Code.IN_USE,
                    "Other records still name this user; make him inactive or give them to somebody else.",
                    "id");
        }
    }

    /** The user and everybody below him in the managers' tree, without himself. */
    @SystemAccess("makes the Viewer, so there is none yet")
    Set<Long> subordinates(long userId) {
        Table<?> tree = DSL.table(DSL.name("tree"));
        Field<Long> member = DSL.field(DSL.name("tree", "app_user_id"), Long.class);
        var found =
                db.withRecursive("tree")
                        .as(
                                DSL.select(APP_USER.APP_USER_ID)
                                        .from(APP_USER)
                                        .where(APP_USER.MANAGER_ID.eq(userId))
                                        .union(
                                                DSL.select(APP_USER.APP_USER_ID)
                                                        .from(APP_USER)
                                                        .join(tree)
                                                        .on(APP_USER.MANAGER_ID.eq(member))))
                        .select(member)
                        .from(tree)
                        .fetchSet(member);
        var below = new HashSet<>(found);
        below.remove(userId);
        return below;
    }

    @Nullable Long superior(Viewer viewer, long userId) {
        var manager = APP_USER.as("manager");
        return db.select(manager.APP_USER_ID)
                .from(APP_USER)
                .join(manager)
                .on(APP_USER.MANAGER_ID.eq(manager.APP_USER_ID))
                .where(APP_USER.APP_USER_ID.eq(userId))
                .and(manager.ACTIVE)
                .fetchOne(manager.APP_USER_ID);
    }

    List<Long> holders(Viewer viewer, String role) {
        return db.select(APP_USER.APP_USER_ID)
                .from(APP_USER)
                .join(USER_ROLE)
                .on(USER_ROLE.APP_USER_ID.eq(APP_USER.APP_USER_ID))
                .where(USER_ROLE.ROLE.eq(role))
                .and(APP_USER.ACTIVE)
                .orderBy(APP_USER.APP_USER_ID)
                .fetch(APP_USER.APP_USER_ID);
    }

    List<Long> administrators(Viewer viewer) {
        return db.selectDistinct(APP_USER.APP_USER_ID)
                .from(APP_USER)
                .join(USER_ROLE)
                .on(USER_ROLE.APP_USER_ID.eq(APP_USER.APP_USER_ID))
                .join(ROLE)
                .on(ROLE.KEY.eq(USER_ROLE.ROLE))
                .join(ROLE_PERMISSION)
                .on(ROLE_PERMISSION.ROLE_ID.eq(ROLE.ROLE_ID))
                .where(ROLE_PERMISSION.PERMISSION.eq(Permission.ADMINISTER.toString()))
                .and(APP_USER.ACTIVE)
                .orderBy(APP_USER.APP_USER_ID)
                .fetch(APP_USER.APP_USER_ID);
    }

    int count(Viewer viewer) {
        return db.fetchCount(APP_USER);
    }

    private void insertRoles(Viewer viewer, long id, List<String> roles) {
        for (String role : Set.copyOf(roles)) {
            db.insertInto(USER_ROLE)
                    .set(USER_ROLE.APP_USER_ID, id)
                    .set(USER_ROLE.ROLE, role)
                    .set(USER_ROLE.CREATED_BY, viewer.userId())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    private static Map<Field<?>, @Nullable Object> values(
            UserDraft draft, @Nullable Long managerId) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(APP_USER.NAME, draft.name());
        values.put(APP_USER.EMAIL, draft.email());
        values.put(APP_USER.MANAGER_ID, managerId);
        values.put(APP_USER.ACTIVE, draft.active() == null || draft.active());
        return values;
    }

    private static List<String> roles(String @Nullable [] keys) {
        return keys == null ? List.of() : List.of(keys);
    }

    private static User user(Record row) {
        return new User(
                row.get(APP_USER.APP_USER_ID),
                row.get(APP_USER.LOGIN),
                row.get(APP_USER.NAME),
                row.get(APP_USER.EMAIL),
                row.get(APP_USER.MANAGER_ID),
                row.get(APP_USER.ACTIVE),
                roles(row.get("roles", String[].class)),
                row.get("team_id", Long.class),
                row.get(APP_USER.EXTERNAL_ID),
                Rows.stamp(row));
    }
}
