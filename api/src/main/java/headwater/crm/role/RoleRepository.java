package headwater.crm.role;

import static headwater.crm.db.crm.Tables.ROLE;
import static headwater.crm.db.crm.Tables.ROLE_FIELD;
import static headwater.crm.db.crm.Tables.ROLE_GRANT;
import static headwater.crm.db.crm.Tables.ROLE_PERMISSION;

import headwater.crm.permission.Action;
import headwater.crm.permission.FieldGrant;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Grant;
import headwater.crm.permission.GrantScope;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every signed-in person may see every role: what it grants is no secret. */
@Repository
class RoleRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.ROLE, ROLE.ROLE_ID)
                    .text("key", ROLE.KEY)
                    .text("name", ROLE.NAME)
                    .flag("builtIn", ROLE.BUILT_IN)
                    .order("KEY", ROLE.KEY)
                    .order("NAME", ROLE.NAME);
    private static final Field<List<Grant>> GRANTS =
            DSL.multiset(
                            DSL.select(
                                            ROLE_GRANT.OBJECT,
                                            ROLE_GRANT.ACTION,
                                            ROLE_GRANT.SCOPE,
                                            ROLE_GRANT.TEAM_ID)
                                    .from(ROLE_GRANT)
                                    .where(ROLE_GRANT.ROLE_ID.eq(ROLE.ROLE_ID))
                                    .orderBy(ROLE_GRANT.ROLE_GRANT_ID))
                    .as("grants")
                    .convertFrom(rows -> rows.map(RoleRepository::grant));
    private static final Field<List<FieldGrant>> FIELDS =
            DSL.multiset(
                            DSL.select(ROLE_FIELD.FIELD, ROLE_FIELD.LEVEL)
                                    .from(ROLE_FIELD)
                                    .where(ROLE_FIELD.ROLE_ID.eq(ROLE.ROLE_ID))
                                    .orderBy(ROLE_FIELD.FIELD))
                    .as("fields")
                    .convertFrom(
                            rows ->
                                    rows.map(
                                            row ->
                                                    new FieldGrant(
                                                            row.value1(),
                                                            FieldLevel.valueOf(row.value2()))));
    private static final Field<List<String>> PERMISSIONS =
            DSL.multiset(
                            DSL.select(ROLE_PERMISSION.PERMISSION)
                                    .from(ROLE_PERMISSION)
                                    .where(ROLE_PERMISSION.ROLE_ID.eq(ROLE.ROLE_ID))
                                    .orderBy(ROLE_PERMISSION.PERMISSION))
                    .as("permissions")
                    .convertFrom(rows -> rows.map(row -> row.value1()));
    private static final List<Field<?>> MORE = List.of(GRANTS, FIELDS, PERMISSIONS);

    private final DSLContext db;
    private final Rows rows;

    RoleRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(db, ROLE.ROLE_ID, RecordType.ROLE.typeName(), Map.of("role_key", "key"));
    }

    Connection<Role> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                ROLE,
                MORE,
                KeysetList.EVERYBODYS,
                LIST.readableBy(viewer),
                request,
                RoleRepository::role);
    }

    List<Role> byIds(Viewer viewer, Set<Long> ids) {
        return db.select(ROLE.fields())
                .select(MORE)
                .from(ROLE)
                .where(ROLE.ROLE_ID.in(ids))
                .fetch(RoleRepository::role);
    }

    Set<String> known(Viewer viewer, Collection<String> keys) {
        return db.select(ROLE.KEY).from(ROLE).where(ROLE.KEY.in(keys)).fetchSet(ROLE.KEY);
    }

    long insert(Viewer viewer, RoleDraft draft, Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft);
        values.put(ROLE.KEY, draft.key());
        long id = rows.insert(viewer, now, values);
        insertGrants(id, draft);
        return id;
    }

    void update(Viewer viewer, long id, int expectedVersion, RoleDraft draft, Instant now) {
        rows.update(viewer, now, id, expectedVersion, ROLE.BUILT_IN.isFalse(), values(draft));
        db.deleteFrom(ROLE_GRANT).where(ROLE_GRANT.ROLE_ID.eq(id)).execute();
        db.deleteFrom(ROLE_FIELD).where(ROLE_FIELD.ROLE_ID.eq(id)).execute();
        db.deleteFrom(ROLE_PERMISSION).where(ROLE_PERMISSION.ROLE_ID.eq(id)).execute();
        insertGrants(id, draft);
    }

    void delete(Viewer viewer, long id, int expectedVersion) {
        rows.delete(id, expectedVersion, ROLE.BUILT_IN.isFalse());
    }

    private void insertGrants(long id, RoleDraft draft) {
        db.batch(
                        draft.grants().stream()
                                .map(RoleDraft.GrantDraft::grant)
                                .map(
                                        grant ->
                                                db.insertInto(ROLE_GRANT)
                                                        .set(ROLE_GRANT.ROLE_ID, id)
                                                        .set(
                                                                ROLE_GRANT.OBJECT,
                                                                grant.object().typeName())
                                                        .set(
                                                                ROLE_GRANT.ACTION,
                                                                grant.action().name())
                                                        .set(ROLE_GRANT.SCOPE, grant.scope().name())
                                                        .set(ROLE_GRANT.TEAM_ID, grant.teamId()))
                                .toList())
                .execute();
        for (FieldGrant field : draft.levels()) {
            db.insertInto(ROLE_FIELD)
                    .set(ROLE_FIELD.ROLE_ID, id)
                    .set(ROLE_FIELD.FIELD, field.field())
                    .set(ROLE_FIELD.LEVEL, field.level().name())
                    .execute();
        }
        for (String permission : Set.copyOf(draft.allowed())) {
            db.insertInto(ROLE_PERMISSION)
                    .set(ROLE_PERMISSION.ROLE_ID, id)
                    .set(ROLE_PERMISSION.PERMISSION, permission)
                    .execute();
        }
    }

    private static Map<Field<?>, @Nullable Object> values(RoleDraft draft) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ROLE.NAME, draft.name());
        values.put(ROLE.DESCRIPTION, draft.description() == null ? "" : draft.description());
        return values;
    }

    private static Role role(Record row) {
        return new Role(
                row.get(ROLE.ROLE_ID),
                row.get(ROLE.KEY),
                row.get(ROLE.NAME),
                row.get(ROLE.DESCRIPTION),
                row.get(ROLE.BUILT_IN),
                row.get(GRANTS),
                row.get(FIELDS),
                row.get(PERMISSIONS),
                Rows.stamp(row));
    }

    private static Grant grant(Record row) {
        return new Grant(
                RecordType.ofTypeName(row.get(ROLE_GRANT.OBJECT)).orElseThrow(),
                Action.valueOf(row.get(ROLE_GRANT.ACTION)),
                GrantScope.valueOf(row.get(ROLE_GRANT.SCOPE)),
                row.get(ROLE_GRANT.TEAM_ID));
    }
}
