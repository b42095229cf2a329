package headwater.crm.persistence;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.Refused;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Writes rows of tables that carry created, updated and version.
 *
 * @param taken input fields by the unique constraint that speaks for them
 */
public record Rows(
        DSLContext db, TableField<?, Long> key, String typeName, Map<String, String> taken) {

    /**
     * @param now instant of the change
     * @param values without the stamp, unless created_at is backdated
     * @return key of the new row
     * @throws Refused TAKEN if a unique constraint speaks against it
     */
    public long insert(Viewer viewer, Instant now, Map<Field<?>, ?> values) {
        Map<Field<?>, @Nullable Object> row = new HashMap<>();
        put(row, "created_at", now);
        put(row, "recorded_at", now);
        put(row, "created_by", viewer.userId());
        put(row, "updated_at", now);
        put(row, "updated_by", viewer.userId());
        row.putAll(values);
        return translated(
                () -> db.insertInto(table()).set(row).returningResult(key).fetchSingle().value1());
    }

    /**
     * @param writable the rows that the viewer may change
     * @throws Conflict if the row is in another version
     * @throws NotFound if there is no such row, or the viewer may not change it
     */
    public void update(
            Viewer viewer,
            Instant now,
            long id,
            int expectedVersion,
            Condition writable,
            Map<Field<?>, ?> values) {
        Field<Integer> version = version();
        Map<Field<?>, @Nullable Object> row = new HashMap<>(values);
        put(row, "updated_at", now);
        put(row, "updated_by", viewer.userId());
        row.put(version, version.plus(1));
        int changed =
                translated(
                        () ->
                                db.update(table())
                                        .set(row)
                                        .where(key.eq(id))
                                        .and(version.eq(expectedVersion))
                                        .and(writable)
                                        .execute());
        if (changed == 0) {
            throw missing(id, expectedVersion, writable);
        }
    }

    /** Removes a row for good; for records without a recycle bin. */
    public void delete(long id, int expectedVersion, Condition writable) {
        int deleted =
                translated(
                        () ->
                                db.deleteFrom(table())
                                        .where(key.eq(id))
                                        .and(version().eq(expectedVersion))
                                        .and(writable)
                                        .execute());
        if (deleted == 0) {
            throw missing(id, expectedVersion, writable);
        }
    }

    /**
     * The keys of those external ids that are there, among the rows a condition admits. One
     * statement.
     */
    public Map<String, Long> byExternalIds(List<String> externalIds, Condition admitted) {
        Field<String> externalId = column("external_id", String.class);
        return db.select(externalId, key)
                .from(table())
                .where(externalId.eq(DSL.any(externalIds.toArray(String[]::new))))
                .and(admitted)
                .fetchMap(externalId, key);
    }

    public static Stamp stamp(Record row) {
        Instant createdAt = row.get("created_at", Instant.class);
        return new Stamp(
                row.get("version", Integer.class),
                createdAt,
                row.field("recorded_at") == null
                        ? createdAt
                        : row.get("recorded_at", Instant.class),
                row.get("created_by", Long.class),
                row.get("updated_at", Instant.class),
                row.get("updated_by", Long.class),
                row.field("deleted_at") == null ? null : row.get("deleted_at", Instant.class));
    }

    private RuntimeException missing(long id, int expectedVersion, Condition writable) {
        Integer current =
                db.select(version())
                        .from(table())
                        .where(key.eq(id))
                        .and(writable)
                        .fetchOne(version());
        return current == null ? new NotFound(typeName) : new Conflict(expectedVersion, current);
    }

    private <T> T translated(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataIntegrityViolationException e) {
            String constraint = constraint(e);
            String field = constraint == null ? null : taken.get(constraint);
            if (field != null) {
                throw new Refused(
                        Code.TAKEN,
                        "Another %s has this %s already.".formatted(typeName, field),
                        field);
            }
            if (constraint != null && constraint.endsWith("_fkey")) {
                throw new Refused(
                        Code.IN_USE, "Other records still refer to this %s.".formatted(typeName));
            }
            throw e;
        }
    }

    private static @Nullable String constraint(DataIntegrityViolationException exception) {
        ServerErrorMessage message =
                NestedExceptionUtils.getMostSpecificCause(exception) instanceof PSQLException sql
                        ? sql.getServerErrorMessage()
                        : null;
        return message == null ? null : message.getConstraint();
    }

    private Table<?> table() {
        return Objects.requireNonNull(key.getTable());
    }

    private Field<Integer> version() {
        return column("version", Integer.class);
    }

    private <T> Field<T> column(String name, Class<T> type) {
        return Objects.requireNonNull(table().field(name, type), name);
    }

    private void put(Map<Field<?>, @Nullable Object> row, String name, @Nullable Object value) {
        Field<?> column = table().field(name);
        if (column != null) {
            row.put(column, value);
        }
    }
}
