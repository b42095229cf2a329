package headwater.crm.overview;

import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.StatementCount;
import headwater.crm.approval.Flows;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query.customer360 and Query.myDay. */
@Api
class OverviewTests {
    private static final String ALL =
            "query($id: ID!) { customer360(id: $id) { account { name grade owner { name } }"
                    + " contacts { name } opportunities { name stage { name } amount { amount } }"
                    + " quotes { number } contracts { number open { amount } } receivables { currency above90 notDue }"
                    + " receipts { number amount { amount } } interactions { subject happenedAt }"
                    + " tasks { subject owner { name } } } }";

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private Person seller;
    private String account;

    @BeforeEach
    void aCustomer() {
        seller = company.person("SELLER");
        account =
                company.create(seller.who(), "Account", Map.of("name", company.unique("华东物流有限公司")));
    }

    @Test
    void aCustomerIsSeenWholeInTwelveStatements() {
        Map<String, String> its = Map.of("id", account);
        company.create(seller.who(), "Contact", Map.of("name", "王总", "account", its));
        String deal =
                company.create(seller.who(), "Opportunity", Map.of("name", "云仓二期", "account", its));
        company.create(seller.who(), "Quote", Map.of("opportunity", Map.of("id", deal)));
        var contracts = new Contracts(company, seller.who());
        contracts.signed(
                account,
                "1000",
                List.of(
                        Contracts.due("首付款", "2026-01-31", "300"),
                        Contracts.due("尾款", "2090-01-31", "700")));
        visit("上门拜访");
        company.create(seller.who(), "Task", Map.of("subject", "寄样品", "about", account));

        statements.take();
        Response answer = look(seller, account);

        assertThat(statements.take()).hasSizeLessThanOrEqualTo(12);
        assertThat(texts(answer, "contacts[*].name")).containsExactly("王总");
        assertThat(texts(answer, "opportunities[*].name")).containsExactly("云仓二期");
        assertThat(texts(answer, "quotes[*].number")).hasSize(1);
        assertThat(texts(answer, "contracts[*].open.amount")).containsExactly("1000.00");
        assertThat(texts(answer, "receivables[*].above90")).containsExactly("300.00");
        assertThat(texts(answer, "receivables[*].notDue")).containsExactly("700.00");
        assertThat(texts(answer, "interactions[*].subject")).containsExactly("上门拜访");
        assertThat(texts(answer, "tasks[*].subject")).containsExactly("寄样品");
    }

    @Test
    void whoMaySeeTheCustomerAloneSeesNothingElseOfIt() {
        company.create(
                seller.who(), "Contact", Map.of("name", "王总", "account", Map.of("id", account)));
        Person colleague = company.person("SELLER");
        mutate(
                seller.who(),
                "shareRecord",
                Map.of("record", account, "with", Map.of("user", colleague.id()), "level", "READ"),
                "");

        Response answer = look(colleague, account);

        assertThat(texts(answer, "account.name")).hasSize(1);
        assertThat(texts(answer, "contacts[*].name")).isEmpty();
        assertThat(texts(answer, "contracts[*].number")).isEmpty();
    }

    @Test
    void aCustomerOutOfSightIsNone() {
        look(company.person("SELLER"), account).path("customer360").valueIsNull();
    }

    @Test
    void theDayHoldsWhatIsDueAndNothingOfOthers() {
        Instant now = Instant.now();
        task("今天到期", Map.of("dueAt", now.toString()));
        task("昨天提醒", Map.of("remindAt", now.minus(1, ChronoUnit.DAYS).toString()));
        task("下月再说", Map.of("dueAt", now.plus(30, ChronoUnit.DAYS).toString()));
        company.create(
                seller.who(),
                "Opportunity",
                Map.of("name", "早该成交", "closeOn", LocalDate.now().minusDays(3).toString()));
        company.create(
                seller.who(), "Lead", Map.of("name", "新线索", "company", company.unique("客户")));

        Response day = day(seller);

        assertThat(texts(day, "myDay.tasks[*].subject")).containsExactlyInAnyOrder("今天到期", "昨天提醒");
        assertThat(texts(day, "myDay.lateOpportunities[*].name")).containsExactly("早该成交");
        assertThat(texts(day, "myDay.newLeads[*].name")).containsExactly("新线索");
        assertThat(texts(day(company.person("SELLER")), "myDay.tasks[*].subject")).isEmpty();
    }

    @Test
    void theDayHoldsWhatWaitsForApproval() {
        Person legal = company.person("LEGAL");
        var flows = new Flows(company);
        var contracts = new Contracts(company, seller.who());
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal));
        String contract =
                contracts.draft(account, "100", List.of(Contracts.due("全款", "2090-01-31", "100")));
        contracts.step("submitContract", contract, Map.of());
        flows.publish("CONTRACT");

        Response day = day(legal);

        assertThat(texts(day, "myDay.approvals[*].about.id")).containsExactly(contract);
        assertThat(texts(day, "myDay.tasks[*].subject")).isEmpty();
    }

    private void visit(String subject) {
        company.create(
                seller.who(),
                "Interaction",
                Map.of(
                        "kind",
                        "VISIT",
                        "direction",
                        "OUTBOUND",
                        "subject",
                        subject,
                        "account",
                        Map.of("id", account)));
    }

    private void task(String subject, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("subject", subject);
        company.create(seller.who(), "Task", input);
    }

    private static Response look(Person who, String account) {
        return who.who().document(ALL).variable("id", account).execute();
    }

    private static Response day(Person who) {
        return who.who()
                .document(
                        "{ myDay { date tasks { subject } approvals { about { id } } followups { name } newLeads { name } lateOpportunities { name } } }")
                .execute();
    }

    private static List<String> texts(Response answer, String path) {
        String root = path.startsWith("myDay") ? "" : "customer360.";
        if (!path.contains("[*]")) {
            return List.of(answer.path(root + path).entity(String.class).get());
        }
        return answer.path(root + path).entityList(String.class).get();
    }
}
