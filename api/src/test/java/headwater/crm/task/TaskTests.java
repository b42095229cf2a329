package headwater.crm.task;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.key;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.StatementCount;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tasks that people write, and those that rules ask for. */
@Api
class TaskTests {
    @Autowired private Company company;
    @Autowired private Todos todos;
    @Autowired private StatementCount statements;

    @Test
    void aSellerWritesATaskAboutHisCustomersDealAndGetsItDone() {
        Person seller = company.person("SELLER");
        String account = account(seller);
        String deal = deal(seller, account);

        String task = task(seller, Map.of("subject", "准备投标文件", "about", deal));
        Response done = close(seller.who(), task, 1, "DONE", "已提交");

        done.path("closeTask.task.status").entity(String.class).isEqualTo("DONE");
        done.path("closeTask.task.closedBy.id").entity(String.class).isEqualTo(seller.id());
        done.path("closeTask.task.closeReason").entity(String.class).isEqualTo("已提交");
        done.path("closeTask.task.about.id").entity(String.class).isEqualTo(deal);
        done.path("closeTask.task.customer.id").entity(String.class).isEqualTo(account);
    }

    @Test
    void whatSomebodyMaySeeOfARecordHisTaskDoesNotChange() {
        Person manager = company.person("MANAGER");
        Person seller = company.person("SELLER", manager);
        Person other = company.person("SELLER", manager);
        String deal = deal(seller, account(seller));
        String task = task(manager, Map.of("subject", "协助方案", "about", deal, "owner", other.ref()));

        Response seen =
                other.who()
                        .document("query($id: ID!) { task(id: $id) { subject about { id } } }")
                        .variable("id", task)
                        .execute();
        Response written =
                mutate(
                        other.who(),
                        "createTask",
                        Map.of("subject", "偷看", "about", deal),
                        "task { id }");

        seen.path("task.subject").entity(String.class).isEqualTo("协助方案");
        seen.path("task.about").valueIsNull();
        assertThat(codes(written, "createTask")).containsExactly("REFERENCE_NOT_FOUND");
        written.path("createTask.task").valueIsNull();
    }

    @Test
    void theLongestDueComesFirstAndWhatHasNoDateLast() {
        Person seller = company.person("SELLER");
        String never = task(seller, Map.of("subject", "整理名片"));
        String later = task(seller, Map.of("subject", "回访", "dueAt", "2026-12-02T09:00:00+08:00"));
        String first = task(seller, Map.of("subject", "报价", "dueAt", "2026-12-01T09:00:00+08:00"));

        statements.take();
        List<String> ids =
                seller.who()
                        .document(
                                "{ tasks(first: 10, orderBy: [{ field: DUE_AT }], filter: { status: { eq: \"OPEN\" } }) { nodes { id } } }")
                        .execute()
                        .path("tasks.nodes[*].id")
                        .entityList(String.class)
                        .get();

        assertThat(ids).containsExactly(first, later, never);
        // roles, page
        assertThat(statements.take()).hasSize(2);
    }

    @Test
    void aTaskIsFoundByTheRecordThatItIsAbout() {
        Person seller = company.person("SELLER");
        String account = account(seller);
        String about = task(seller, Map.of("subject", "拜访", "about", account));
        task(seller, Map.of("subject", "别的", "about", deal(seller, account)));

        List<String> ids =
                seller.who()
                        .document(
                                "query($id: ID!) { tasks(first: 10, filter: { about: { eq: $id } }) { nodes { id } } }")
                        .variable("id", account)
                        .execute()
                        .path("tasks.nodes[*].id")
                        .entityList(String.class)
                        .get();

        assertThat(ids).containsExactly(about);
    }

    @Test
    void aRuleAsksOnce() {
        Person seller = company.person("SELLER");
        String deal = deal(seller, account(seller));
        raise(seller, deal, true);
        String task = only(seller);
        close(seller.who(), task, 1, "DONE", null);

        raise(seller, deal, true);

        assertThat(only(seller)).isEqualTo(task);
    }

    @Test
    void whoHasToDoItNeitherRewritesNorCancelsNorDeletesNorWaivesWhatARuleAsksFor() {
        Person manager = company.person("MANAGER");
        Person seller = company.person("SELLER", manager);
        raise(seller, deal(seller, account(seller)), true);
        String task = only(seller);

        Response renamed =
                mutate(
                        seller.who(),
                        "updateTask",
                        Map.of("id", task, "expectedVersion", 1, "subject", "无事"),
                        "task { id }");
        Response deleted =
                seller.who()
                        .document(
                                "mutation($id: ID!) { deleteTask(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }")
                        .variable("id", task)
                        .execute();

        assertThat(codes(renamed, "updateTask")).containsExactly("INVALID");
        assertThat(codes(deleted, "deleteTask")).containsExactly("INVALID");
        assertThat(codes(close(seller.who(), task, 1, "CANCELLED", "算了"), "closeTask"))
                .containsExactly("INVALID");
        assertThat(codes(close(seller.who(), task, 1, "WAIVED", "算了"), "closeTask"))
                .containsExactly("NOT_PERMITTED");
        close(manager.who(), task, 1, "WAIVED", "老客户，免技术交流")
                .path("closeTask.task.status")
                .entity(String.class)
                .isEqualTo("WAIVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DONE", "WAIVED"})
    void anApprovalIsDecidedAndNotTickedOff(String status) {
        Person seller = company.person("SELLER");
        String deal = deal(seller, account(seller));
        todos.raise(
                system(),
                List.of(todo("approval:" + deal, Task.Kind.APPROVAL, seller, deal, false)));

        assertThat(codes(close(company.admin(), only(seller), 1, status, "好"), "closeTask"))
                .containsExactly("INVALID");
    }

    @Test
    void aWaivedTaskSaysWhyAndAClosedOneIsNotClosedAgain() {
        Person seller = company.person("SELLER");
        String task = task(seller, Map.of("subject", "寄样品"));

        assertThat(codes(close(seller.who(), task, 1, "WAIVED", " "), "closeTask"))
                .containsExactly("REQUIRED");
        close(seller.who(), task, 1, "CANCELLED", null);
        assertThat(codes(close(seller.who(), task, 2, "DONE", null), "closeTask"))
                .containsExactly("INVALID");
        mutate(
                        seller.who(),
                        "reopenTask",
                        Map.of("id", task, "expectedVersion", 2),
                        "task { status closedAt }")
                .path("reopenTask.task.status")
                .entity(String.class)
                .isEqualTo("OPEN");
    }

    @Test
    void whatIsAskedOfARecordEndsWithIt() {
        Person seller = company.person("SELLER");
        String deal = deal(seller, account(seller));
        raise(seller, deal, false);

        todos.close(
                system(),
                RecordType.OPPORTUNITY,
                key(deal),
                Set.of(Task.Kind.STAGE),
                Task.Status.CANCELLED,
                "商机已关闭");

        assertThat(todos.open(system(), RecordType.OPPORTUNITY, key(deal))).isEmpty();
        seller.who()
                .document("{ tasks(first: 10) { nodes { status closeReason } } }")
                .execute()
                .path("tasks.nodes[0].closeReason")
                .entity(String.class)
                .isEqualTo("商机已关闭");
    }

    @Test
    void aReminderDoesNotComeAfterWhatItRemindsOf() {
        Person seller = company.person("SELLER");

        Response answer =
                mutate(
                        seller.who(),
                        "createTask",
                        Map.of(
                                "subject", "续约",
                                "dueAt", "2026-12-01T09:00:00Z",
                                "remindAt", "2026-12-01T09:00:01Z"),
                        "task { id }");

        assertThat(codes(answer, "createTask")).containsExactly("INVALID");
    }

    private static Response close(
            HttpGraphQlTester who, String task, int version, String status, String reason) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", task);
        input.put("expectedVersion", version);
        input.put("status", status);
        input.put("reason", reason);
        return mutate(
                who,
                "closeTask",
                input,
                "task { status closeReason closedBy { id } about { id } customer { id } }");
    }

    /** The one task that somebody sees. */
    private static String only(Person person) {
        List<String> ids =
                person.who()
                        .document("{ tasks(first: 10) { nodes { id } } }")
                        .execute()
                        .path("tasks.nodes[*].id")
                        .entityList(String.class)
                        .get();
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private void raise(Person person, String deal, boolean mandatory) {
        todos.raise(
                system(), List.of(todo("stage:" + deal, Task.Kind.STAGE, person, deal, mandatory)));
    }

    private static Todo todo(
            String key, Task.Kind kind, Person person, String deal, boolean mandatory) {
        return new Todo(
                key,
                kind,
                key(person.id()),
                "技术交流 Technical exchange",
                null,
                RecordType.OPPORTUNITY,
                key(deal),
                null,
                mandatory);
    }

    private static Viewer system() {
        return Viewer.system(Door.JOB, "test");
    }

    private String task(Person person, Map<String, ?> input) {
        return company.create(person.who(), "Task", input);
    }

    private String account(Person person) {
        return company.create(person.who(), "Account", Map.of("name", company.unique("苏州任务精密")));
    }

    private String deal(Person person, String account) {
        return company.create(
                person.who(),
                "Opportunity",
                Map.of("name", company.unique("产线改造"), "account", Map.of("id", account)));
    }
}
