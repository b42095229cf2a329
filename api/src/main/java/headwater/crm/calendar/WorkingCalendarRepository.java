package headwater.crm.calendar;

import static headwater.crm.db.crm.Tables.CALENDAR_DAY;
import static headwater.crm.db.crm.Tables.COMPANY;
import static headwater.crm.db.crm.Tables.WORKING_CALENDAR;
import static headwater.crm.db.crm.Tables.WORKING_INTERVAL;

import headwater.crm.calendar.CalendarDay.Kind;
import headwater.crm.db.crm.tables.records.WorkingCalendarRecord;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every signed-in person may see every calendar. A calendar comes with its hours and days in the
 * same statement.
 */
@Repository
class WorkingCalendarRepository extends RecordRepository<WorkingCalendarRecord, WorkingCalendar> {
    private static final ListFields LIST =
            ListFields.of(RecordType.WORKING_CALENDAR, WORKING_CALENDAR.WORKING_CALENDAR_ID)
                    .text("name", WORKING_CALENDAR.NAME)
                    .flag("isDefault", WORKING_CALENDAR.IS_DEFAULT)
                    .order("NAME", WORKING_CALENDAR.NAME)
                    .order("CREATED_AT", WORKING_CALENDAR.CREATED_AT);
    private static final RecordTable<WorkingCalendarRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.WORKING_CALENDAR, WORKING_CALENDAR.WORKING_CALENDAR_ID, LIST)
                    .named(WORKING_CALENDAR.NAME)
                    .unique(Map.of("working_calendar_name", "name"));

    private static final Field<List<WorkingInterval>> WEEK =
            DSL.multiset(
                            DSL.select(
                                            WORKING_INTERVAL.WEEKDAY,
                                            WORKING_INTERVAL.FROM_MINUTE,
                                            WORKING_INTERVAL.TO_MINUTE)
                                    .from(WORKING_INTERVAL)
                                    .where(
                                            WORKING_INTERVAL.WORKING_CALENDAR_ID.eq(
                                                    WORKING_CALENDAR.WORKING_CALENDAR_ID))
                                    .and(WORKING_INTERVAL.WEEKDAY.isNotNull()))
                    .convertFrom(
                            rows ->
                                    rows
                                            .map(
                                                    row ->
                                                            interval(
                                                                    row.value1(),
                                                                    row.value2(),
                                                                    row.value3()))
                                            .stream()
                                            .sorted(
                                                    Comparator.comparing(WorkingInterval::weekday)
                                                            .thenComparing(WorkingInterval::from))
                                            .toList())
                    .as("week");
    private static final Field<List<DayHours>> HOURS =
            DSL.multiset(
                            DSL.select(WORKING_INTERVAL.FROM_MINUTE, WORKING_INTERVAL.TO_MINUTE)
                                    .from(WORKING_INTERVAL)
                                    .where(
                                            WORKING_INTERVAL.CALENDAR_DAY_ID.eq(
                                                    CALENDAR_DAY.CALENDAR_DAY_ID))
                                    .orderBy(WORKING_INTERVAL.FROM_MINUTE))
                    .convertFrom(rows -> rows.map(row -> DayHours.of(row.value1(), row.value2())));
    private static final Field<List<CalendarDay>> DAYS =
            DSL.multiset(
                            DSL.select(
                                            CALENDAR_DAY.DAY,
                                            CALENDAR_DAY.KIND,
                                            CALENDAR_DAY.LIKE_WEEKDAY,
                                            HOURS,
                                            CALENDAR_DAY.LABEL)
                                    .from(CALENDAR_DAY)
                                    .where(
                                            CALENDAR_DAY.WORKING_CALENDAR_ID.eq(
                                                    WORKING_CALENDAR.WORKING_CALENDAR_ID))
                                    .orderBy(CALENDAR_DAY.DAY))
                    .convertFrom(
                            rows ->
                                    rows.map(
                                            row ->
                                                    new CalendarDay(
                                                            row.value1(),
                                                            Kind.valueOf(row.value2()),
                                                            weekday(row.value3()),
                                                            row.value4(),
                                                            row.value5())))
                    .as("days");

    /**
     * Which state of a calendar counts.
     *
     * @param zone its own or the company's
     */
    record State(long id, int version, Instant updatedAt, ZoneId zone) {}

    WorkingCalendarRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    public Connection<WorkingCalendar> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                WORKING_CALENDAR,
                List.of(WEEK, DAYS),
                readable(viewer),
                LIST.readableBy(viewer),
                request,
                WorkingCalendarRepository::calendar);
    }

    @Override
    public List<WorkingCalendar> byIds(Viewer viewer, Set<Long> ids) {
        return calendars(WORKING_CALENDAR.WORKING_CALENDAR_ID.in(ids));
    }

    /**
     * @param id null for the default calendar
     */
    @SystemAccess("working time is the same for everybody and names nobody")
    @Nullable State state(@Nullable Long id) {
        Field<String> zone =
                DSL.coalesce(
                        WORKING_CALENDAR.TIME_ZONE,
                        DSL.field(DSL.select(COMPANY.TIME_ZONE).from(COMPANY)));
        return db.select(
                        WORKING_CALENDAR.WORKING_CALENDAR_ID,
                        WORKING_CALENDAR.VERSION,
                        WORKING_CALENDAR.UPDATED_AT,
                        zone)
                .from(WORKING_CALENDAR)
                .where(
                        id == null
                                ? WORKING_CALENDAR.IS_DEFAULT
                                : WORKING_CALENDAR.WORKING_CALENDAR_ID.eq(id))
                .fetchOne(
                        row ->
                                new State(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        ZoneId.of(row.value4())));
    }

    @SystemAccess("working time is the same for everybody and names nobody")
    WorkingCalendar calendar(State state) {
        return calendars(WORKING_CALENDAR.WORKING_CALENDAR_ID.eq(state.id())).getFirst();
    }

    @Override
    public long insert(Viewer viewer, WorkingCalendar calendar, Instant now) {
        if (calendar.isDefault()) {
            clearDefault(viewer, now);
        }
        long id = super.insert(viewer, calendar, now);
        insertWeek(id, calendar.week());
        insertDays(id, calendar.days());
        return id;
    }

    /** Writes only the hours and days that change. */
    @Override
    public void update(Viewer viewer, WorkingCalendar calendar, int expectedVersion, Instant now) {
        WorkingCalendar before =
                calendars(WORKING_CALENDAR.WORKING_CALENDAR_ID.eq(calendar.id())).getFirst();
        if (calendar.isDefault() && !before.isDefault()) {
            clearDefault(viewer, now);
        }
        super.update(viewer, calendar, expectedVersion, now);
        deleteWeek(calendar.id(), missing(before.week(), calendar.week()));
        deleteDays(calendar.id(), missing(before.days(), calendar.days()));
        insertWeek(calendar.id(), missing(calendar.week(), before.week()));
        insertDays(calendar.id(), missing(calendar.days(), before.days()));
    }

    private static <T> List<T> missing(List<T> of, List<T> in) {
        Set<T> there = new HashSet<>(in);
        return of.stream().filter(each -> !there.contains(each)).toList();
    }

    private void clearDefault(Viewer viewer, Instant now) {
        db.update(WORKING_CALENDAR)
                .set(WORKING_CALENDAR.IS_DEFAULT, false)
                .set(WORKING_CALENDAR.VERSION, WORKING_CALENDAR.VERSION.plus(1))
                .set(WORKING_CALENDAR.UPDATED_BY, viewer.userId())
                .set(WORKING_CALENDAR.UPDATED_AT, now)
                .where(WORKING_CALENDAR.IS_DEFAULT)
                .execute();
    }

    private void deleteWeek(long calendarId, List<WorkingInterval> intervals) {
        for (WorkingInterval interval : intervals) {
            db.deleteFrom(WORKING_INTERVAL)
                    .where(WORKING_INTERVAL.WORKING_CALENDAR_ID.eq(calendarId))
                    .and(WORKING_INTERVAL.WEEKDAY.eq(interval.weekday().name()))
                    .and(WORKING_INTERVAL.FROM_MINUTE.eq((short) interval.hours().fromMinute()))
                    .execute();
        }
    }

    private void deleteDays(long calendarId, List<CalendarDay> days) {
        if (!days.isEmpty()) {
            db.deleteFrom(CALENDAR_DAY)
                    .where(CALENDAR_DAY.WORKING_CALENDAR_ID.eq(calendarId))
                    .and(CALENDAR_DAY.DAY.in(days.stream().map(CalendarDay::day).toList()))
                    .execute();
        }
    }

    private void insertWeek(long calendarId, List<WorkingInterval> intervals) {
        for (WorkingInterval interval : intervals) {
            insertHours(calendarId, interval.weekday(), null, interval.hours());
        }
    }

    private void insertDays(long calendarId, List<CalendarDay> days) {
        for (CalendarDay day : days) {
            DayOfWeek like = day.likeWeekday();
            Long id =
                    db.insertInto(CALENDAR_DAY)
                            .set(CALENDAR_DAY.WORKING_CALENDAR_ID, calendarId)
                            .set(CALENDAR_DAY.DAY, day.day())
                            .set(CALENDAR_DAY.KIND, day.kind().name())
                            .set(CALENDAR_DAY.LIKE_WEEKDAY, like == null ? null : like.name())
                            .set(CALENDAR_DAY.LABEL, day.label())
                            .returningResult(CALENDAR_DAY.CALENDAR_DAY_ID)
                            .fetchSingle()
                            .value1();
            day.hours().forEach(hours -> insertHours(calendarId, null, id, hours));
        }
    }

    private void insertHours(
            long calendarId, @Nullable DayOfWeek weekday, @Nullable Long dayId, DayHours hours) {
        db.insertInto(WORKING_INTERVAL)
                .set(WORKING_INTERVAL.WORKING_CALENDAR_ID, calendarId)
                .set(WORKING_INTERVAL.WEEKDAY, weekday == null ? null : weekday.name())
                .set(WORKING_INTERVAL.CALENDAR_DAY_ID, dayId)
                .set(WORKING_INTERVAL.FROM_MINUTE, (short) hours.fromMinute())
                .set(WORKING_INTERVAL.TO_MINUTE, (short) hours.toMinute())
                .execute();
    }

    private List<WorkingCalendar> calendars(Condition which) {
        return db.select(WORKING_CALENDAR.fields())
                .select(WEEK, DAYS)
                .from(WORKING_CALENDAR)
                .where(which)
                .fetch(WorkingCalendarRepository::calendar);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(WorkingCalendar calendar) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(WORKING_CALENDAR.NAME, calendar.name());
        values.put(WORKING_CALENDAR.TIME_ZONE, calendar.timeZone());
        values.put(WORKING_CALENDAR.ALWAYS_OPEN, calendar.alwaysOpen());
        values.put(WORKING_CALENDAR.IS_DEFAULT, calendar.isDefault());
        return values;
    }

    @Override
    protected WorkingCalendar record(WorkingCalendarRecord row) {
        return calendars(WORKING_CALENDAR.WORKING_CALENDAR_ID.eq(row.getWorkingCalendarId()))
                .getFirst();
    }

    private static WorkingCalendar calendar(Record row) {
        return new WorkingCalendar(
                row.get(WORKING_CALENDAR.WORKING_CALENDAR_ID),
                row.get(WORKING_CALENDAR.NAME),
                row.get(WORKING_CALENDAR.TIME_ZONE),
                row.get(WORKING_CALENDAR.ALWAYS_OPEN),
                row.get(WORKING_CALENDAR.IS_DEFAULT),
                row.get(WEEK),
                row.get(DAYS),
                Rows.stamp(row));
    }

    private static WorkingInterval interval(String weekday, short from, short to) {
        DayHours hours = DayHours.of(from, to);
        return new WorkingInterval(DayOfWeek.valueOf(weekday), hours.from(), hours.to());
    }

    private static @Nullable DayOfWeek weekday(@Nullable String name) {
        return name == null ? null : DayOfWeek.valueOf(name);
    }
}
