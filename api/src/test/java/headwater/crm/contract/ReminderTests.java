package headwater.crm.contract;

import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** People learn of instalments before they are due, on the day, and once they are overdue. */
@Api
class ReminderTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.now(SHANGHAI);

    @Autowired private Company company;
    @Autowired private ReminderService reminders;
    @Autowired private Transactions transactions;
    @Autowired private DSLContext db;

    private HttpGraphQlTester seller;
    private HttpGraphQlTester manager;
    private HttpGraphQlTester finance;
    private Contracts contracts;
    private String contract;

    @BeforeEach
    void aContractDueInThirtyDays() {
        String boss = company.user("MANAGER", PASSWORD);
        String login = company.unique("seller").replace(' ', '.');
        company.create(
                company.admin(),
                "User",
                Map.of(
                        "login", login,
                        "name", login,
                        "password", PASSWORD,
                        "roles", List.of("SELLER"),
                        "manager", Map.of("name", boss)));
        seller = company.as(login, PASSWORD);
        manager = company.as(boss, PASSWORD);
        finance = company.as(company.user("FINANCE", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        contract =
                contracts.signed(
                        contracts.account(),
                        "100000",
                        List.of(
                                due("首付款", TODAY.plusDays(30).toString(), "60000"),
                                due("尾款", TODAY.plusDays(60).toString(), "40000")));
    }

    @Test
    void comeAtNineOnSixDays() {
        LocalDate due = LocalDate.of(2026, 11, 16);
        Instant first = Instant.parse("2026-11-09T01:00:00Z");

        assertThat(Reminder.after(Instant.EPOCH, due, SHANGHAI)).isEqualTo(first);
        assertThat(Reminder.after(first, due, SHANGHAI))
                .isEqualTo(Instant.parse("2026-11-13T01:00:00Z"));
        assertThat(Reminder.after(Instant.parse("2026-11-16T01:00:00Z"), due, SHANGHAI))
                .isEqualTo(Instant.parse("2026-11-17T01:00:00Z"));
        assertThat(Reminder.after(Instant.parse("2026-11-23T01:00:00Z"), due, SHANGHAI))
                .isEqualTo(Instant.parse("2026-12-01T01:00:00Z"));
        assertThat(Reminder.after(Instant.parse("2026-12-01T01:00:00Z"), due, SHANGHAI)).isNull();
        assertThat(Reminder.now(first.minusSeconds(1), due, SHANGHAI)).isNull();
        assertThat(Reminder.now(first, due, SHANGHAI)).isEqualTo(-7);
    }

    @Test
    void aContractThatIsSignedIsRemindedOfSevenDaysBefore() {
        assertThat(next(1)).isEqualTo(Reminder.at(TODAY.plusDays(30), -7, SHANGHAI));
    }

    @Test
    void aDraftIsNotRemindedOf() {
        contract =
                contracts.draft(
                        contracts.account(),
                        "10",
                        List.of(due("全款", TODAY.plusDays(30).toString(), "10")));

        assertThat(next(1)).isNull();
    }

    @Test
    void beforeItIsDueOwnerAndFinanceLearnOfIt() {
        dueIn(2);

        reminders.remind();

        assertThat(todos(seller)).singleElement().asString().contains("第 1 期「首付款」", "到期");
        assertThat(todos(finance)).hasSize(1);
        assertThat(own(manager)).isEmpty();
        assertThat(next(1)).isAfter(Instant.now());
    }

    @Test
    void onceOverdueTheSuperiorLearnsOfItToo() {
        dueIn(-2);

        reminders.remind();

        assertThat(own(manager)).singleElement().asString().contains("已逾期");
        assertThat(todos(seller)).hasSize(1);
    }

    @Test
    void sayItOnceHoweverOftenTheJobRuns() {
        dueIn(2);
        reminders.remind();
        dueIn(2);

        reminders.remind();

        assertThat(todos(seller)).hasSize(1);
    }

    @Test
    void areDoneOnceTheInstalmentIsWaivedAndOnlyThoseOfIt() {
        dueIn(2);
        reminders.remind();
        Contracts asFinance = new Contracts(company, finance);
        List<String> parts = contracts.instalments(contract);

        asFinance.waive(contract, parts.get(1), "40000", "折让");
        assertThat(todos(seller)).hasSize(1);
        asFinance.waive(contract, parts.get(0), "60000", "折让");

        assertThat(todos(seller)).isEmpty();
        assertThat(todos(finance)).isEmpty();
        assertThat(next(1)).isNull();
    }

    @Test
    void areCancelledWithTheContract() {
        dueIn(2);
        reminders.remind();

        contracts.step("voidContract", contract, Map.of("reason", "重复签订"));

        assertThat(todos(seller)).isEmpty();
        assertThat(next(2)).isNull();
    }

    /** The first instalment, as if time had passed. */
    private void dueIn(int days) {
        transactions.write(
                Viewer.system(Door.SYSTEM, "test"),
                () ->
                        db.execute(
                                "update crm.instalment set due_on = ?, next_reminder_at = now() - interval '1 second' where contract_id = ? and position = 1",
                                TODAY.plusDays(days),
                                RecordType.CONTRACT.decode(contract)));
    }

    private Instant next(int position) {
        return db.fetchSingle(
                        "select next_reminder_at from crm.instalment where contract_id = ? and position = ?",
                        RecordType.CONTRACT.decode(contract),
                        position)
                .get(0, Instant.class);
    }

    /** Subjects of somebody's open tasks about the contract. */
    private List<String> todos(HttpGraphQlTester who) {
        return open(who, "");
    }

    private List<String> own(HttpGraphQlTester who) {
        String id =
                who.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get();
        return open(who, ", owner: { eq: \"%s\" }".formatted(id));
    }

    private List<String> open(HttpGraphQlTester who, String more) {
        return who.document(
                        "{ tasks(first: 50, filter: { about: { eq: \"%s\" }, status: { eq: \"OPEN\" }%s }) { nodes { subject } } }"
                                .formatted(contract, more))
                .execute()
                .path("tasks.nodes[*].subject")
                .entityList(String.class)
                .get();
    }
}
