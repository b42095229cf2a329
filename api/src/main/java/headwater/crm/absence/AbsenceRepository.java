package headwater.crm.absence;

import static headwater.crm.db.crm.Tables.ABSENCE;
import static headwater.crm.db.crm.Tables.APP_USER;

import headwater.crm.absence.AbsenceDraft.Instants;
import headwater.crm.db.crm.tables.records.AbsenceRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One sees one's own absences and those of everybody below; administrators see all. */
@Repository
class AbsenceRepository extends RecordRepository<AbsenceRecord, Absence> {
    private static final RecordTable<AbsenceRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.ABSENCE,
                            ABSENCE.ABSENCE_ID,
                            ListFields.of(RecordType.ABSENCE, ABSENCE.ABSENCE_ID)
                                    .reference("user", RecordType.USER, ABSENCE.USER_ID)
                                    .range("startsAt", ABSENCE.STARTS_AT)
                                    .range("endsAt", ABSENCE.ENDS_AT)
                                    .order("STARTS_AT", ABSENCE.STARTS_AT)
                                    .order("CREATED_AT", ABSENCE.CREATED_AT))
                    .unique(Map.of("absence_without_overlap", "period"));

    AbsenceRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Condition may(Viewer viewer, Action action) {
        return viewer.may(Permission.ADMINISTER)
                ? DSL.noCondition()
                : ABSENCE.USER_ID
                        .eq(DSL.val(viewer.userId()))
                        .or(ABSENCE.USER_ID.in(below(viewer)));
    }

    @Override
    protected List<Condition> readable(Viewer viewer) {
        return List.of(may(viewer, Action.READ));
    }

    /** Whether somebody stands below the viewer in the managers' tree. */
    boolean isBelow(Viewer viewer, long userId) {
        return db.fetchExists(
                DSL.selectOne()
                        .from(APP_USER)
                        .where(APP_USER.APP_USER_ID.eq(userId))
                        .and(APP_USER.APP_USER_ID.ne(DSL.val(viewer.userId())))
                        .and(APP_USER.APP_USER_ID.in(below(viewer))));
    }

    private static Select<Record1<Long>> below(Viewer viewer) {
        Table<?> tree = DSL.table(DSL.name("tree"));
        Field<Long> member = DSL.field(DSL.name("tree", "app_user_id"), Long.class);
        return DSL.withRecursive("tree")
                .as(
                        DSL.select(APP_USER.APP_USER_ID)
                                .from(APP_USER)
                                .where(APP_USER.MANAGER_ID.eq(DSL.val(viewer.userId())))
                                .union(
                                        DSL.select(APP_USER.APP_USER_ID)
                                                .from(APP_USER)
                                                .join(tree)
                                                .on(APP_USER.MANAGER_ID.eq(member))))
                .select(member)
                .from(tree);
    }

    /** An absence of the person's that stands within a time; whoever may enter one may know. */
    @Nullable Absence standing(Viewer viewer, long userId, Instants within) {
        return db.selectFrom(ABSENCE)
                .where(ABSENCE.USER_ID.eq(userId))
                .and(stands())
                .and(overlaps(within.from(), within.to()))
                .orderBy(ABSENCE.STARTS_AT)
                .limit(1)
                .fetchOne(this::record);
    }

    @SystemAccess("what is assigned by rule goes to nobody who is away; tells who, not why")
    Set<Long> absentUsers(Instant from, Instant to) {
        return db.selectDistinct(ABSENCE.USER_ID)
                .from(ABSENCE)
                .where(stands())
                .and(overlaps(from, to))
                .fetchSet(ABSENCE.USER_ID);
    }

    @SystemAccess("deadlines wait for a person's leave; tells when, not why")
    List<Instants> approvedOf(long userId, Instant from, Instant to) {
        return db.select(ABSENCE.STARTS_AT, ABSENCE.ENDS_AT)
                .from(ABSENCE)
                .where(ABSENCE.USER_ID.eq(userId))
                .and(stands())
                .and(ABSENCE.APPROVED_AT.isNotNull())
                .and(overlaps(from, to))
                .orderBy(ABSENCE.STARTS_AT)
                .fetch(row -> new Instants(row.value1(), row.value2()));
    }

    private static Condition stands() {
        return ABSENCE.CANCELLED_AT.isNull();
    }

    /** As the index of standing absences has it. */
    private static Condition overlaps(Instant from, Instant to) {
        return DSL.condition(
                "tstzrange({0}, {1}) && tstzrange({2}, {3})",
                ABSENCE.STARTS_AT,
                ABSENCE.ENDS_AT,
                DSL.val(from, ABSENCE.STARTS_AT),
                DSL.val(to, ABSENCE.ENDS_AT));
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Absence absence) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ABSENCE.USER_ID, absence.userId());
        values.put(ABSENCE.STARTS_AT, absence.startsAt());
        values.put(ABSENCE.ENDS_AT, absence.endsAt());
        values.put(ABSENCE.REASON, absence.reason());
        values.put(ABSENCE.APPROVED_AT, absence.approvedAt());
        values.put(ABSENCE.APPROVED_BY, absence.approvedById());
        values.put(ABSENCE.CANCELLED_AT, absence.cancelledAt());
        values.put(ABSENCE.CANCELLED_BY, absence.cancelledById());
        return values;
    }

    @Override
    protected Absence record(AbsenceRecord row) {
        return new Absence(
                row.getAbsenceId(),
                row.getUserId(),
                row.getStartsAt(),
                row.getEndsAt(),
                row.getReason(),
                row.getApprovedAt(),
                row.getApprovedBy(),
                row.getCancelledAt(),
                row.getCancelledBy(),
                Rows.stamp(row));
    }
}
