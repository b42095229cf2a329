package headwater.crm.absence;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A seller, the manager above her, and a colleague beside her. The company is in Shanghai. */
@Api
class AbsenceTests {
    private static final String PASSWORD = "a long password";
    private static final Map<String, ?> A_WEEK = days("2031-03-03", "2031-03-07");

    @Autowired private Company company;
    @Autowired private StatementCount statements;
    @Autowired private Absences absences;

    private HttpGraphQlTester admin;
    private HttpGraphQlTester manager;
    private HttpGraphQlTester seller;
    private HttpGraphQlTester colleague;
    private String sellerId;

    @BeforeEach
    void people() {
        admin = company.admin();
        String boss = company.user("MANAGER", PASSWORD);
        String login = company.unique("absent").replace(' ', '.');
        sellerId =
                company.create(
                        admin,
                        "User",
                        Map.of(
                                "login",
                                login,
                                "name",
                                "王小丽",
                                "password",
                                PASSWORD,
                                "roles",
                                List.of("SELLER"),
                                "manager",
                                Map.of("name", boss)));
        manager = company.as(boss, PASSWORD);
        seller = company.as(login, PASSWORD);
        colleague = company.as(company.user("SELLER", PASSWORD), PASSWORD);
    }

    @Test
    void wholeDaysEndWithTheirLastDay() {
        Response answer = create(seller, Map.of("period", A_WEEK, "reason", "年假"));

        answer.path("createAbsence.userErrors").entityList(Object.class).hasSize(0);
        answer.path("createAbsence.absence.startsAt")
                .entity(String.class)
                .isEqualTo("2031-03-02T16:00:00Z");
        answer.path("createAbsence.absence.endsAt")
                .entity(String.class)
                .isEqualTo("2031-03-07T16:00:00Z");
        answer.path("createAbsence.absence.user.name").entity(String.class).isEqualTo("王小丽");
        answer.path("createAbsence.absence.approvedAt").valueIsNull();
    }

    @Test
    void theManagerApprovesWhatTheSellerEnters() {
        String absence = id(create(seller, Map.of("period", A_WEEK)));

        assertThat(codes(change(seller, "approveAbsence", absence, 1), "approveAbsence"))
                .containsExactly("NOT_PERMITTED");
        assertThat(approver(absence)).isNull();

        change(manager, "approveAbsence", absence, 1);
        assertThat(approver(absence)).startsWith("manager");
        assertThat(codes(change(manager, "approveAbsence", absence, 2), "approveAbsence"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void aColleagueNeitherSeesNorChangesIt() {
        String absence = id(create(seller, Map.of("period", A_WEEK)));

        for (String mutation : List.of("approveAbsence", "cancelAbsence")) {
            change(colleague, mutation, absence, 1)
                    .errors()
                    .satisfy(
                            errors ->
                                    assertThat(errors.getFirst().getExtensions())
                                            .containsEntry("code", "NOT_FOUND"));
        }
        colleague
                .document(
                        "{ absence(id: \"%s\") { id } node(id: \"%1$s\") { id } }"
                                .formatted(absence))
                .execute()
                .path("absence")
                .valueIsNull()
                .path("node")
                .valueIsNull();
        assertThat(
                        codes(
                                create(
                                        colleague,
                                        Map.of("user", Map.of("id", sellerId), "period", A_WEEK)),
                                "createAbsence"))
                .containsExactly("NOT_PERMITTED");
    }

    @Test
    void whatTheManagerEntersIsApprovedWithIt() {
        String absence =
                id(create(manager, Map.of("user", Map.of("id", sellerId), "period", A_WEEK)));

        assertThat(approver(absence)).startsWith("manager");
    }

    @Test
    void anAbsenceThatStandsCannotBeEnteredAgain() {
        String first = id(create(seller, Map.of("period", A_WEEK)));
        Map<String, ?> overlapping = days("2031-03-07", "2031-03-09");

        Response refused = create(seller, Map.of("period", overlapping));
        assertThat(codes(refused, "createAbsence")).containsExactly("TAKEN");
        refused.path("createAbsence.userErrors[0].message")
                .entity(String.class)
                .satisfies(message -> assertThat(message).contains(first));

        assertThat(
                        codes(
                                create(seller, Map.of("period", days("2031-03-08", "2031-03-09"))),
                                "createAbsence"))
                .isEmpty();
        assertThat(codes(change(seller, "cancelAbsence", first, 1), "cancelAbsence")).isEmpty();
        assertThat(
                        codes(
                                create(seller, Map.of("period", days("2031-03-07", "2031-03-07"))),
                                "createAbsence"))
                .isEmpty();
        assertThat(codes(change(seller, "cancelAbsence", first, 2), "cancelAbsence"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void ofManyAtTheSameTimeOneIsEntered() throws Exception {
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(
                    () -> codes(create(seller, Map.of("period", A_WEEK)), "createAbsence").size());
        }
        int refused = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> attempt : threads.invokeAll(attempts)) {
                refused += attempt.get();
            }
        }

        assertThat(refused).isEqualTo(7);
        seller.document("{ absences(first: 9) { totalCount { value } } }")
                .execute()
                .path("absences.totalCount.value")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        assertThat(
                        codes(
                                create(seller, Map.of("period", days("2031-03-07", "2031-03-05"))),
                                "createAbsence"))
                .containsExactly("INVALID");
        assertThat(
                        codes(
                                create(seller, Map.of("period", days("2031-03-07", "2035-03-05"))),
                                "createAbsence"))
                .containsExactly("INVALID");
    }

    @Test
    void rulesLearnInOneStatementWhoIsAway() {
        create(seller, Map.of("period", A_WEEK));
        long key = key(sellerId);
        statements.take();

        Set<Long> away = absences.absentUserIds(Instant.parse("2031-03-05T04:00:00Z"));
        assertThat(statements.take()).hasSize(1);
        assertThat(away).contains(key);
        assertThat(absences.absentUserIds(Instant.parse("2031-03-07T16:00:00Z")))
                .doesNotContain(key);
        assertThat(absences.absentUserIds(Instant.parse("2031-03-02T16:00:00Z"))).contains(key);
        assertThat(absences.absentUserIds(LocalDate.parse("2031-03-07"))).contains(key);
        assertThat(absences.absentUserIds(LocalDate.parse("2031-03-08"))).doesNotContain(key);
    }

    /** 3 March 2031 is a Monday. */
    @Test
    void leaveIsCountedInWorkingDaysOnceApproved() {
        String absence = id(create(seller, Map.of("period", days("2031-03-06", "2031-03-11"))));
        String morning = id(create(seller, Map.of("period", instants("12T08:00", "12T13:30"))));
        String afternoon = id(create(seller, Map.of("period", instants("12T13:30", "12T18:00"))));
        String hour = id(create(seller, Map.of("period", instants("13T17:00", "13T18:00"))));
        assertThat(leave("2031-03-01", "2031-03-31")).isZero();

        change(manager, "approveAbsence", absence, 1);
        assertThat(leave("2031-03-01", "2031-03-31")).isEqualTo(4);
        assertThat(leave("2031-03-07", "2031-03-10")).isEqualTo(2);

        change(manager, "approveAbsence", morning, 1);
        change(manager, "approveAbsence", hour, 1);
        assertThat(leave("2031-03-01", "2031-03-31")).isEqualTo(4);
        change(manager, "approveAbsence", afternoon, 1);
        assertThat(leave("2031-03-01", "2031-03-31")).isEqualTo(5);
    }

    private int leave(String from, String to) {
        return absences.workingDaysOfApprovedLeave(
                key(sellerId), LocalDate.parse(from), LocalDate.parse(to));
    }

    private static Map<String, ?> days(String from, String to) {
        return Map.of("days", Map.of("from", from, "to", to));
    }

    private static Map<String, ?> instants(String from, String to) {
        return Map.of(
                "instants",
                Map.of(
                        "from",
                        "2031-03-" + from + ":00+08:00",
                        "to",
                        "2031-03-" + to + ":00+08:00"));
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }

    private String approver(String absence) {
        return manager.document(
                                        "{ absence(id: \"%s\") { approvedBy { login } } }"
                                                .formatted(absence))
                                .execute()
                                .path("absence")
                                .entity(Map.class)
                                .get()
                                .get("approvedBy")
                        instanceof Map<?, ?> user
                ? String.valueOf(user.get("login"))
                : null;
    }

    private static Response create(HttpGraphQlTester who, Map<String, ?> input) {
        return who.document(
                        "mutation($input: CreateAbsenceInput!) { createAbsence(input: $input) { absence { id startsAt endsAt approvedAt user { name } } userErrors { code field message } } }")
                .variable("input", new HashMap<>(input))
                .execute();
    }

    private static Response change(
            HttpGraphQlTester who, String mutation, String absence, int version) {
        return who.document(
                        "mutation { %s(input: { id: \"%s\", expectedVersion: %d }) { absence { id } userErrors { code message } } }"
                                .formatted(mutation, absence, version))
                .execute();
    }

    private static String id(Response created) {
        return created.path("createAbsence.absence.id").entity(String.class).get();
    }

    private static List<String> codes(Response answer, String mutation) {
        return answer.path(mutation + ".userErrors[*].code").entityList(String.class).get();
    }
}
