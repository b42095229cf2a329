package headwater.crm.scenario;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.approval.Flows;
import headwater.crm.commission.Plans;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One deal from the enquiry to the seller's commission, as a seller, his manager and two people of
 * finance live it, over GraphQL alone. Each day goes on where the one before ended.
 */
@Api
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class LeadToPayoutTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired private Company company;

    private Person manager;
    private Person seller;
    private Person finance;
    private Person cashier;
    private Person legal;
    private String product;
    private String pipeline;
    private String account;
    private String opportunity;
    private String quote;
    private String contract;

    @BeforeAll
    void aCompanyThatSellsProjects() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
        finance = company.person("FINANCE");
        cashier = company.person("FINANCE");
        legal = company.person("LEGAL");
        product =
                company.create(
                        company.admin(),
                        "Product",
                        Map.of("name", company.unique("智仓平台"), "listPrice", "120000"));
        pipeline =
                company.create(
                        company.admin(),
                        "Pipeline",
                        Map.of(
                                "name",
                                company.unique("项目型销售"),
                                "skipAllowed",
                                false,
                                "stages",
                                List.of(
                                        stage(
                                                "初步接触",
                                                Map.of(
                                                        "tasks",
                                                        List.of(
                                                                Map.of(
                                                                        "title",
                                                                        "了解客户现状与预算",
                                                                        "mandatory",
                                                                        true)))),
                                        stage(
                                                "方案报价",
                                                Map.of(
                                                        "entryCriteria",
                                                        List.of(
                                                                Map.of(
                                                                        "kind",
                                                                        "INTERACTIONS",
                                                                        "count",
                                                                        1)))),
                                        stage(
                                                "商务谈判",
                                                Map.of(
                                                        "entryCriteria",
                                                        List.of(Map.of("kind", "APPROVED_QUOTE")))),
                                        Map.of(
                                                "name",
                                                "赢单",
                                                "category",
                                                "WON",
                                                "entryCriteria",
                                                List.of(Map.of("kind", "SIGNED_CONTRACT"))),
                                        Map.of("name", "输单", "category", "LOST"))));
        limit("10");
        var flows = new Flows(company);
        Contracts.nobodyHasToAgree(company);
        flows.discountsGoToTheSuperior();
        flows.publish("CONTRACT", Flows.node(1, "ALL", finance), Flows.node(1, "ALL", legal));
        Plans.today(company);
    }

    @AfterAll
    void asItWas() {
        limit(null);
        new Flows(company).publish("CONTRACT");
    }

    @Test
    @Order(1)
    void theSellersDay() {
        String lead =
                company.create(
                        seller.who(),
                        "Lead",
                        Map.of(
                                "name",
                                "周总",
                                "company",
                                company.unique("苏州恒力智造有限公司"),
                                "phone",
                                "+86 139 1111 2222",
                                "owner",
                                seller.ref()));
        assertThat(texts(myDay(seller), "myDay.newLeads[*].name")).containsExactly("周总");
        call(lead, "lead", "首次电话沟通");
        Response converted =
                done(
                        seller,
                        "convertLead",
                        Map.of(
                                "id",
                                lead,
                                "expectedVersion",
                                version("lead", lead),
                                "opportunity",
                                Map.of(
                                        "name",
                                        "智慧仓储一期",
                                        "pipeline",
                                        Map.of("id", pipeline),
                                        "closeOn",
                                        TODAY.plusDays(30).toString())),
                        "lead { convertedAccount { id } convertedOpportunity { id } }");
        account = text(converted, "convertLead.lead.convertedAccount.id");
        opportunity = text(converted, "convertLead.lead.convertedOpportunity.id");

        assertThat(missing("方案报价")).containsExactly("完成任务「了解客户现状与预算」", "进入本阶段后至少 1 次跟进");
        finishTask("了解客户现状与预算");
        call(opportunity, "opportunity", "需求访谈");
        assertThat(missing("方案报价")).isEmpty();
        move("方案报价");

        quote =
                text(
                        done(
                                seller,
                                "createQuote",
                                Map.of(
                                        "opportunity",
                                        Map.of("id", opportunity),
                                        "lines",
                                        List.of(
                                                Map.of(
                                                        "product",
                                                        Map.of("id", product),
                                                        "quantity",
                                                        "2",
                                                        "discountPercent",
                                                        "15"))),
                                "quote { id amount { amount } }"),
                        "createQuote.quote.id");
        done(seller, "submitQuote", Map.of("id", quote, "expectedVersion", 1), "");

        assertThat(text("quote(id: \"%s\") { state }".formatted(quote), "quote.state"))
                .isEqualTo("IN_APPROVAL");
        assertThat(missing("商务谈判")).containsExactly("有已审批的报价");
    }

    @Test
    @Order(2)
    void theManagersDay() {
        assertThat(texts(myDay(manager), "myDay.approvals[*].about.id")).containsExactly(quote);
        approve(manager, quote);

        assertThat(text("quote(id: \"%s\") { state }".formatted(quote), "quote.state"))
                .isEqualTo("APPROVED");
        Response seen =
                manager.who()
                        .document(
                                "query($id: ID!) { customer360(id: $id) { account { owner { id } } opportunities { name stage { name } } quotes { amount { amount } } interactions { subject } } }")
                        .variable("id", account)
                        .execute();
        assertThat(texts(seen, "customer360.opportunities[*].stage.name")).containsExactly("方案报价");
        assertThat(texts(seen, "customer360.quotes[*].amount.amount")).containsExactly("204000.00");
        assertThat(texts(seen, "customer360.interactions[*].subject"))
                .containsExactlyInAnyOrder("首次电话沟通", "需求访谈");
    }

    @Test
    @Order(3)
    void theSellerClosesTheDeal() {
        done(seller, "sendQuote", Map.of("id", quote, "expectedVersion", 3), "");
        done(
                seller,
                "closeQuote",
                Map.of("id", quote, "expectedVersion", 4, "outcome", "ACCEPTED"),
                "");
        move("商务谈判");
        contract =
                text(
                        done(
                                seller,
                                "createContract",
                                Map.of(
                                        "quote",
                                        Map.of("id", quote),
                                        "title",
                                        "智慧仓储一期采购合同",
                                        "instalments",
                                        List.of(
                                                Contracts.due(
                                                        "首付款",
                                                        TODAY.minusDays(1).toString(),
                                                        "104000"),
                                                Contracts.after("验收款", "验收", 10, "100000"))),
                                "contract { id }"),
                        "createContract.contract.id");
        done(seller, "submitContract", Map.of("id", contract, "expectedVersion", 1), "");
        approve(legal, contract);
        approve(finance, contract);
        done(seller, "signContract", step(contract, Map.of("start", true)), "");

        Response won =
                done(
                        seller,
                        "closeOpportunity",
                        Map.of(
                                "id",
                                opportunity,
                                "expectedVersion",
                                version("opportunity", opportunity),
                                "outcome",
                                "WON",
                                "amount",
                                "204000"),
                        "opportunity { stageCategory }");
        assertThat(text(won, "closeOpportunity.opportunity.stageCategory")).isEqualTo("WON");
    }

    @Test
    @Order(4)
    void theDayOfFinance() {
        pay("104000");
        assertThat(contractText("paymentStatus")).isEqualTo("PARTIAL");
        done(seller, "recordMilestone", step(contract, Map.of("milestone", "验收")), "");
        done(seller, "fulfilContract", step(contract, Map.of()), "");
        pay("100000");

        assertThat(contractText("state")).isEqualTo("COMPLETED");
        assertThat(texts(entries(), "commissionEntries.nodes[*].amount.amount"))
                // 100,000 × 3 % + 4,000 × 5 %, then 100,000 × 5 %.
                .containsExactlyInAnyOrder("3000.00", "200.00", "5000.00");
        Response approved =
                done(
                        finance,
                        "createCommissionPayout",
                        Map.of("owner", seller.ref()),
                        "commissionPayout { id amount { amount } }");
        assertThat(text(approved, "createCommissionPayout.commissionPayout.amount.amount"))
                .isEqualTo("8200.00");
        done(
                cashier,
                "confirmCommissionPayout",
                Map.of(
                        "id",
                        text(approved, "createCommissionPayout.commissionPayout.id"),
                        "expectedVersion",
                        1,
                        "reference",
                        "记-0088"),
                "");
        assertThat(texts(entries(), "commissionEntries.nodes[*].status")).containsOnly("PAID");
    }

    /** Registered by the seller, confirmed by finance. */
    private void pay(String amount) {
        String receipt =
                text(
                        done(
                                seller,
                                "createReceipt",
                                Map.of(
                                        "contract",
                                        Map.of("id", contract),
                                        "amount",
                                        amount,
                                        "receivedOn",
                                        TODAY.toString()),
                                "receipt { id }"),
                        "createReceipt.receipt.id");
        assertThat(
                        codes(
                                mutate(
                                        finance.who(),
                                        "confirmReceipt",
                                        Map.of("id", receipt, "expectedVersion", 1),
                                        ""),
                                "confirmReceipt"))
                .isEmpty();
    }

    private static Map<String, Object> stage(String name, Map<String, ?> more) {
        Map<String, Object> stage = new HashMap<>(more);
        stage.put("name", name);
        stage.put("category", "OPEN");
        stage.put("probability", 30);
        return stage;
    }

    private void limit(String percent) {
        Map<String, Object> input = new HashMap<>();
        input.put(
                "expectedVersion",
                company.admin()
                        .document("{ company { version } }")
                        .execute()
                        .path("company.version")
                        .entity(Integer.class)
                        .get());
        input.put("maxLineDiscountPercent", percent);
        assertThat(codes(mutate(company.admin(), "updateCompany", input, ""), "updateCompany"))
                .isEmpty();
    }

    private Response done(Person who, String mutation, Map<String, ?> input, String shown) {
        Response answer = mutate(who.who(), mutation, input, shown);
        assertThat(codes(answer, mutation)).as(mutation).isEmpty();
        return answer;
    }

    private void call(String record, String field, String subject) {
        company.create(
                seller.who(),
                "Interaction",
                Map.of(
                        "kind",
                        "CALL",
                        "direction",
                        "OUTBOUND",
                        "outcome",
                        "CONNECTED",
                        "subject",
                        subject,
                        field,
                        Map.of("id", record)));
    }

    private void finishTask(String subject) {
        String task =
                seller.who()
                        .document(
                                "query($id: ID!) { tasks(first: 9, filter: { about: { eq: $id } }) { nodes { id subject } } }")
                        .variable("id", opportunity)
                        .execute()
                        .path("tasks.nodes[?(@.subject == '%s')].id".formatted(subject))
                        .entityList(String.class)
                        .get()
                        .getFirst();
        done(
                seller,
                "closeTask",
                Map.of("id", task, "expectedVersion", 1, "status", "DONE", "reason", "预算 25 万"),
                "");
    }

    private void move(String stage) {
        done(
                seller,
                "moveStage",
                Map.of(
                        "id",
                        opportunity,
                        "expectedVersion",
                        version("opportunity", opportunity),
                        "stage",
                        Map.of("name", stage)),
                "");
    }

    private List<String> missing(String stage) {
        return seller.who()
                .document(
                        "query($id: ID!, $to: RecordRef!) { stageGuide(id: $id, toStage: $to) { checks { zh met } } }")
                .variable("id", opportunity)
                .variable("to", Map.of("name", stage))
                .execute()
                .path("stageGuide.checks[?(@.met == false)].zh")
                .entityList(String.class)
                .get();
    }

    /** Decides what waits for somebody about a record. */
    private void approve(Person who, String about) {
        Response waiting =
                who.who()
                        .document(
                                "query($id: ID!) { myApprovals(first: 5, filter: { about: { eq: $id } }) { nodes { tasks { id version state approver { id } } } } }")
                        .variable("id", about)
                        .execute();
        String mine =
                "myApprovals.nodes[0].tasks[?(@.state == 'OPEN' && @.approver.id == '%s')]."
                        .formatted(who.id());
        done(
                who,
                "decideApproval",
                Map.of(
                        "id",
                        texts(waiting, mine + "id").getFirst(),
                        "expectedVersion",
                        Integer.valueOf(texts(waiting, mine + "version").getFirst()),
                        "decision",
                        "APPROVE",
                        "comment",
                        "同意"),
                "");
    }

    private Map<String, Object> step(String id, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", id);
        input.put("expectedVersion", version("contract", id));
        return input;
    }

    private int version(String field, String id) {
        return seller.who()
                .document("{ %s(id: \"%s\") { version } }".formatted(field, id))
                .execute()
                .path(field + ".version")
                .entity(Integer.class)
                .get();
    }

    private String contractText(String field) {
        return text("contract(id: \"%s\") { %s }".formatted(contract, field), "contract." + field);
    }

    private String text(String query, String path) {
        return text(seller.who().document("{ " + query + " }").execute(), path);
    }

    private static String text(Response answer, String path) {
        return answer.path(path).entity(String.class).get();
    }

    private static List<String> texts(Response answer, String path) {
        return answer.path(path).entityList(String.class).get();
    }

    private static Response myDay(Person who) {
        return who.who()
                .document(
                        "{ myDay { newLeads { name } approvals { about { id } } tasks { subject } } }")
                .execute();
    }

    private Response entries() {
        return seller.who()
                .document("{ commissionEntries(first: 9) { nodes { status amount { amount } } } }")
                .execute();
    }
}
