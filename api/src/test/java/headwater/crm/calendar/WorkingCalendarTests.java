package headwater.crm.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Friday 9 October 2026 is followed by a Saturday that may be a make-up working day. */
@Api
class WorkingCalendarTests {
    private static final String FRIDAY_EVENING = "2026-10-09T17:30:00+08:00";
    private static final Map<String, String> MAKE_UP_SATURDAY =
            Map.of("day", "2026-10-10", "kind", "WORKING", "label", "国庆调休");

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private HttpGraphQlTester admin;

    @BeforeEach
    void signIn() {
        admin = company.admin();
    }

    @Test
    void theProductComesWithOfficeHoursInTheCompanysZone() {
        Response answer =
                admin.document(
                                "{ workingCalendars(first: 1, filter: { isDefault: { eq: true } }) { nodes { name timeZone alwaysOpen week { weekday from to } days { day } } totalCount { value } } }")
                        .execute();

        answer.path("workingCalendars.totalCount.value").entity(Integer.class).isEqualTo(1);
        answer.path("workingCalendars.nodes[0].timeZone").valueIsNull();
        answer.path("workingCalendars.nodes[0].week")
                .entityList(Object.class)
                .hasSize(10)
                .contains(
                        Map.of("weekday", "MONDAY", "from", "09:00", "to", "12:00"),
                        Map.of("weekday", "FRIDAY", "from", "13:30", "to", "18:00"));
    }

    @Test
    void anHourFromFridayEveningIsDueOnMonday() {
        String calendar = calendar(Map.of());

        assertThat(dueAt(calendar, 60)).isEqualTo("2026-10-12T01:30:00Z");
        assertThat(dueAt(calendar, 240)).isEqualTo("2026-10-12T06:00:00Z");
    }

    @Test
    void aMakeUpSaturdayIsWorkedLikeMondayUnlessItSaysOtherwise() {
        String like = calendar(Map.of("days", List.of(MAKE_UP_SATURDAY)));
        Map<String, Object> short_ = new HashMap<>(MAKE_UP_SATURDAY);
        short_.put("hours", List.of(Map.of("from", "10:00", "to", "11:00")));
        String own = calendar(Map.of("days", List.of(short_)));

        assertThat(dueAt(like, 60)).isEqualTo("2026-10-10T01:30:00Z");
        assertThat(dueAt(like, 240)).isEqualTo("2026-10-10T06:00:00Z");
        assertThat(dueAt(own, 60)).isEqualTo("2026-10-10T02:30:00Z");
    }

    @Test
    void aChangedCalendarCountsAtOnceAndAnUnchangedOneCostsOneStatement() {
        String calendar = calendar(Map.of());
        dueAt(calendar, 60);
        statements.take();

        dueAt(calendar, 60);
        assertThat(statements.take())
                .filteredOn(sql -> sql.contains("working_calendar"))
                .hasSize(1);

        update(calendar, 1, Map.of("days", List.of(MAKE_UP_SATURDAY)))
                .path("updateWorkingCalendar.workingCalendar.version")
                .entity(Integer.class)
                .isEqualTo(2);
        assertThat(dueAt(calendar, 60)).isEqualTo("2026-10-10T01:30:00Z");
    }

    @Test
    void anUpdateLeavesTheHoursAndDaysItDoesNotChange() {
        String calendar = calendar(Map.of("days", List.of(MAKE_UP_SATURDAY)));
        Map<String, String> newYear = Map.of("day", "2027-01-01", "kind", "HOLIDAY", "label", "元旦");
        List<Object> week = new ArrayList<>(week());
        week.set(0, Map.of("weekday", "MONDAY", "from", "08:00", "to", "12:00"));

        Response answer =
                update(
                        calendar,
                        1,
                        Map.of("week", week, "days", List.of(newYear, MAKE_UP_SATURDAY)));

        answer.path("updateWorkingCalendar.workingCalendar.days[*].label")
                .entityList(String.class)
                .containsExactly("国庆调休", "元旦");
        answer.path("updateWorkingCalendar.workingCalendar.week[*].from")
                .entityList(String.class)
                .containsExactly(
                        "08:00", "13:30", "09:00", "13:30", "09:00", "13:30", "09:00", "13:30",
                        "09:00", "13:30");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique("Wrong"));
        input.put("timeZone", "Asia/Peking");
        input.put(
                "week",
                List.of(
                        Map.of("weekday", "MONDAY", "from", "09:00", "to", "12:00"),
                        Map.of("weekday", "MONDAY", "from", "11:00", "to", "13:00"),
                        Map.of("weekday", "TUESDAY", "from", "9", "to", "12:00"),
                        Map.of("weekday", "FRIDAY", "from", "12:00", "to", "12:00")));
        input.put(
                "days",
                List.of(
                        Map.of(
                                "day",
                                "2026-10-01",
                                "kind",
                                "HOLIDAY",
                                "hours",
                                List.of(Map.of("from", "09:00", "to", "12:00"))),
                        Map.of("day", "2026-10-01", "kind", "HOLIDAY"),
                        Map.of("day", "2026-10-10", "kind", "WORKING", "likeWeekday", "SUNDAY")));

        Response answer = create(input);

        answer.path("createWorkingCalendar.workingCalendar").valueIsNull();
        answer.path("createWorkingCalendar.userErrors[*].field")
                .entityList(Object.class)
                .containsExactly(
                        List.of("input", "timeZone"),
                        List.of("input", "week"),
                        List.of("input", "week"),
                        List.of("input", "week"),
                        List.of("input", "days", "0"),
                        List.of("input", "days", "1"),
                        List.of("input", "days", "2"));
    }

    @Test
    void aCalendarWithoutHoursIsRefusedUnlessItIsAlwaysOpen() {
        create(Map.of("name", company.unique("Empty")))
                .path("createWorkingCalendar.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("REQUIRED");

        String open =
                company.create(
                        admin,
                        "WorkingCalendar",
                        Map.of("name", company.unique("Hotline"), "alwaysOpen", true));
        assertThat(dueAt(open, 60)).isEqualTo("2026-10-09T10:30:00Z");
    }

    @Test
    void thereIsAlwaysExactlyOneDefault() {
        String before = defaults().getFirst();
        String other = calendar(Map.of("isDefault", true));
        assertThat(defaults()).containsExactly(other);

        update(other, 1, Map.of("isDefault", false))
                .path("updateWorkingCalendar.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("WRONG_STATE");
        assertThat(defaults()).containsExactly(other);

        int version =
                admin.document("query($id: ID!) { workingCalendar(id: $id) { version } }")
                        .variable("id", before)
                        .execute()
                        .path("workingCalendar.version")
                        .entity(Integer.class)
                        .get();
        update(before, version, Map.of("isDefault", true));
        assertThat(defaults()).containsExactly(before);
    }

    @Test
    void aCalendarThatIsNotThereIsNotFound() {
        admin.document(
                        "{ workingDueAt(from: \"%s\", minutes: 1, calendar: \"cal_zzzzzz\") }"
                                .formatted(FRIDAY_EVENING))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "NOT_FOUND"));
    }

    private String calendar(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", company.unique("Office"));
        input.put("timeZone", "Asia/Shanghai");
        input.put("week", week());
        return company.create(admin, "WorkingCalendar", input);
    }

    private static List<Object> week() {
        List<Object> week = new ArrayList<>();
        for (String day : List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")) {
            week.add(Map.of("weekday", day, "from", "09:00", "to", "12:00"));
            week.add(Map.of("weekday", day, "from", "13:30", "to", "18:00"));
        }
        return week;
    }

    private String dueAt(String calendar, int minutes) {
        return admin.document(
                        "{ workingDueAt(from: \"%s\", minutes: %d, calendar: \"%s\") }"
                                .formatted(FRIDAY_EVENING, minutes, calendar))
                .execute()
                .path("workingDueAt")
                .entity(String.class)
                .get();
    }

    private List<String> defaults() {
        return admin.document(
                        "{ workingCalendars(first: 9, filter: { isDefault: { eq: true } }) { nodes { id } } }")
                .execute()
                .path("workingCalendars.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private Response create(Map<String, ?> input) {
        return admin.document(
                        "mutation($input: CreateWorkingCalendarInput!) { createWorkingCalendar(input: $input) { workingCalendar { id } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private Response update(String calendar, int version, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", calendar);
        input.put("expectedVersion", version);
        return admin.document(
                        "mutation($input: UpdateWorkingCalendarInput!) { updateWorkingCalendar(input: $input) { workingCalendar { version week { from } days { label } } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }
}
