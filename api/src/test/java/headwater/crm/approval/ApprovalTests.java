package headwater.crm.approval;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@Api
class ApprovalTests {
    private static final String SHOWN =
            "approval { id state step round reason version values { measure value } about { id }"
                    + " subject tasks { id name state round comment approver { id } version } }";

    @Autowired private Company company;
    @Autowired private DepartureService departures;

    private Flows flows;
    private Person manager;
    private Person seller;
    private Person director;
    private Person finance;
    private Person legal;
    private Contracts contracts;

    @BeforeEach
    void hire() {
        flows = new Flows(company);
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
        director = company.person("SALES_DIRECTOR");
        finance = company.person("FINANCE");
        legal = company.person("LEGAL");
        contracts = new Contracts(company, seller.who());
    }

    @AfterEach
    void nobodyHasToAgree() {
        flows.publish("CONTRACT");
        flows.discountsGoToTheSuperior();
    }

    @Test
    void aboveAHundredThousandTheDirectorIsAskedFirst() {
        seedFlow();

        String equal = submitted("100000");
        String above = submitted("100000.01");

        assertThat(open(equal)).containsExactlyInAnyOrder(finance.id(), legal.id());
        assertThat(open(above)).containsExactly(director.id());
    }

    @Test
    void financeAndLegalDecideSideBySideAndTheLastYesApproves() {
        seedFlow();
        String contract = submitted("250000");

        approve(director, contract);
        assertThat(open(contract)).containsExactlyInAnyOrder(finance.id(), legal.id());
        approve(legal, contract);
        assertThat(contracts.text(contract, "state")).isEqualTo("IN_APPROVAL");
        approve(finance, contract);

        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
        assertThat(text(contract, "state")).isEqualTo("APPROVED");
        assertThat(contracts.text(contract, "versions[0].plan[0].name")).isEqualTo("全款");
        assertThat(text(contract, "subject"))
                .startsWith(contracts.text(contract, "number") + " 华东物流有限公司");
    }

    @Test
    void theFiguresOfItsConditionsStayWithTheApproval() {
        seedFlow();
        String contract = submitted("250000");

        assertThat(text(contract, "values[0].measure")).isEqualTo("AMOUNT");
        assertThat(text(contract, "values[0].value")).isEqualTo("250000.00");
    }

    @Test
    void oneNoEndsItForAllAndTheContractIsADraftAgain() {
        seedFlow();
        String contract = submitted("50000");

        decide(finance, contract, "REJECT", Map.of("comment", "账期过长"));

        assertThat(contracts.text(contract, "state")).isEqualTo("DRAFT");
        assertThat(contracts.text(contract, "rejectedReason")).isEqualTo("账期过长");
        assertThat(text(contract, "state")).isEqualTo("REJECTED");
        assertThat(states(contract)).containsExactlyInAnyOrder("REJECTED", "CANCELLED");
        assertThat(todos(legal, contract)).containsExactly("CANCELLED");
        assertThat(todos(finance, contract)).containsExactly("DONE");
    }

    @Test
    void aNoWithoutAReasonIsRefused() {
        seedFlow();
        String contract = submitted("50000");

        Response answer = decide(finance, contract, "REJECT", Map.of());

        assertThat(codes(answer, "decideApproval")).containsExactly("REQUIRED");
        assertThat(todos(finance, contract)).containsExactly("OPEN");
    }

    @Test
    void whatIsReturnedToTheSubmitterIsSubmittedAnew() {
        seedFlow();
        String contract = submitted("50000");

        decide(legal, contract, "RETURN", Map.of("comment", "请补充违约条款"));
        assertThat(text(contract, "state")).isEqualTo("RETURNED");
        contracts.step("submitContract", contract, Map.of());

        assertThat(open(contract)).containsExactlyInAnyOrder(finance.id(), legal.id());
    }

    @Test
    void anEarlierStepDecidesAgainInANewRound() {
        seedFlow();
        String contract = submitted("250000");
        approve(director, contract);
        approve(finance, contract);

        decide(legal, contract, "RETURN", Map.of("comment", "总监请再看", "toStep", 1));

        assertThat(open(contract)).containsExactly(director.id());
        assertThat(text(contract, "round")).isEqualTo("2");
        approve(director, contract);
        assertThat(open(contract)).containsExactlyInAnyOrder(finance.id(), legal.id());
        assertThat(contracts.text(contract, "state")).isEqualTo("IN_APPROVAL");
    }

    @Test
    void onlyAStepThatWasPassedDecidesAgain() {
        seedFlow();
        String contract = submitted("50000");

        Response answer = decide(legal, contract, "RETURN", Map.of("comment", "总监请看", "toStep", 1));

        assertThat(codes(answer, "decideApproval")).containsExactly("INVALID");
        assertThat(answer.path("decideApproval.userErrors[0].field[1]").entity(String.class).get())
                .isEqualTo("toStep");
    }

    @Test
    void theSubmitterTakesItBackUntilSomebodyHasDecided() {
        seedFlow();
        String early = submitted("50000");
        String late = submitted("50000");
        approve(finance, late);

        Response withdrawn = contracts.step("withdrawContract", early, Map.of());
        Response refused = contracts.step("withdrawContract", late, Map.of());

        assertThat(codes(withdrawn, "withdrawContract")).isEmpty();
        assertThat(text(early, "state")).isEqualTo("WITHDRAWN");
        assertThat(todos(legal, early)).containsExactly("CANCELLED");
        assertThat(codes(refused, "withdrawContract")).containsExactly("WRONG_STATE");
        assertThat(contracts.text(late, "state")).isEqualTo("IN_APPROVAL");
    }

    @Test
    void whatWaitsForOneWhoLeavesIsHisSuperiorsToDecide() {
        Person head = company.person("MANAGER");
        Person clerk = company.person("FINANCE", head);
        flows.publish("CONTRACT", Flows.node(1, "ALL", clerk), Flows.node(1, "ALL", legal));
        String contract = submitted("50000");

        leaves(clerk);
        departures.handOn();
        departures.handOn();

        assertThat(open(contract)).containsExactlyInAnyOrder(head.id(), legal.id());
        assertThat(states(contract)).containsExactlyInAnyOrder("TRANSFERRED", "OPEN", "OPEN");
        assertThat(todos(head, contract)).containsExactly("OPEN");
        approve(legal, contract);
        approve(head, contract);
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    /** He is not asked twice: what he has said counts for both. */
    @Test
    void aSuperiorWhoHasAgreedAlreadyIsNotAskedAgain() {
        Person head = company.person("MANAGER");
        Person clerk = company.person("FINANCE", head);
        flows.publish("CONTRACT", Flows.node(1, "ALL", clerk, head));
        String contract = submitted("50000");
        approve(head, contract);

        leaves(clerk);
        departures.handOn();

        assertThat(states(contract)).containsExactlyInAnyOrder("TRANSFERRED", "APPROVED");
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    /** The submitter is his superior, and decides nothing about what is his own. */
    @Test
    void anAdministratorDecidesWhereTheSuperiorIsTheSubmitter() {
        Person clerk = company.person("FINANCE", seller);
        flows.publish("CONTRACT", Flows.node(1, "ALL", clerk));
        String contract = submitted("50000");

        leaves(clerk);
        departures.handOn();

        assertThat(open(contract)).hasSize(1).doesNotContain(seller.id(), clerk.id());
    }

    private void leaves(Person person) {
        mutate(
                company.admin(),
                "updateUser",
                Map.of("id", person.id(), "expectedVersion", 1, "active", false),
                "");
    }

    @Test
    void whereOneIsEnoughTheOthersNeedNotDecide() {
        flows.publish("CONTRACT", Flows.node(1, "ANY", finance, legal));
        String contract = submitted("50000");

        approve(legal, contract);

        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
        assertThat(states(contract)).containsExactlyInAnyOrder("APPROVED", "CANCELLED");
        assertThat(todos(finance, contract)).containsExactly("CANCELLED");
    }

    @Test
    void oneAfterTheOtherEachSeesItWhenItIsHisTurn() {
        flows.publish("CONTRACT", Flows.node(1, "SEQUENTIAL", legal, finance));
        String contract = submitted("50000");

        assertThat(open(contract)).containsExactly(legal.id());
        assertThat(todos(finance, contract)).isEmpty();
        approve(legal, contract);

        assertThat(open(contract)).containsExactly(finance.id());
        assertThat(todos(finance, contract)).containsExactly("OPEN");
    }

    @Test
    void nobodyApprovesWhatHeSubmitted() {
        flows.publish("CONTRACT", Flows.node(1, "ALL", seller));
        String contract = submitted("50000");

        assertThat(open(contract)).containsExactly(manager.id());
    }

    @Test
    void whereNobodyIsLeftAdministratorsDecide() {
        flows.publish(
                "CONTRACT",
                Flows.node(
                        1,
                        "ANY",
                        Map.of("measure", "AMOUNT", "above", "0"),
                        Map.of("managerLevel", 2)));
        String contract = submitted("50000");

        assertThat(waiting(new Person("", "", company.admin()))).contains(contract);
    }

    @Test
    void aRunningApprovalKeepsItsFlow() {
        flows.publish("CONTRACT", Flows.node(1, "ALL", finance));
        String contract = submitted("50000");
        flows.publish("CONTRACT", Flows.node(1, "ALL", finance), Flows.node(2, "ALL", legal));

        approve(finance, contract);

        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    @Test
    void nobodyDecidesForAnother() {
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal));
        String contract = submitted("50000");
        String task = task(legal, contract, "id");
        Map<String, Object> yes = Map.of("id", task, "expectedVersion", 1, "decision", "APPROVE");
        Person stranger = company.person("SELLER");

        assertThat(codes(mutate(finance.who(), "decideApproval", yes, ""), "decideApproval"))
                .containsExactly("NOT_PERMITTED");
        assertThat(codes(mutate(seller.who(), "decideApproval", yes, ""), "decideApproval"))
                .containsExactly("NOT_PERMITTED");
        mutate(stranger.who(), "decideApproval", yes, "")
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getMessage())
                                        .isEqualTo(
                                                "There is no record %s, or you may not see it."
                                                        .formatted(task)));
        assertThat(open(contract)).containsExactly(legal.id());
    }

    @Test
    void whoIsAskedSeesTheContractAsLongAsItRunsAndTheApprovalForGood() {
        Person outsider = company.person("SELLER");
        flows.publish("CONTRACT", Flows.node(1, "ALL", outsider));
        String contract = contracts.draft(contracts.account(), "50000", plan("50000"));
        var his = new Contracts(company, outsider.who());
        his.of(contract).path("contract").valueIsNull();

        contracts.step("submitContract", contract, Map.of());
        assertThat(his.text(contract, "state")).isEqualTo("IN_APPROVAL");
        approve(outsider, contract);

        his.of(contract).path("contract").valueIsNull();
        assertThat(
                        outsider.who()
                                .document("{ approvals(last: 1) { nodes { state subject } } }")
                                .execute()
                                .path("approvals.nodes[0].state")
                                .entity(String.class)
                                .get())
                .isEqualTo("APPROVED");
    }

    @Test
    void whoIsAskedDecidesThoughNoRoleOfHisGrantsApprovals() {
        String role = company.unique("NO_GRANTS").replace(' ', '_');
        company.create(
                company.admin(), "Role", Map.of("key", role, "name", role, "grants", List.of()));
        Person outsider = company.person(role);
        flows.publish("CONTRACT", Flows.node(1, "ALL", outsider));
        String contract = submitted("50000");

        assertThat(waitingIds(outsider)).hasSize(1);
        Response decided = approve(outsider, contract);

        assertThat(codes(decided, "decideApproval")).isEmpty();
        assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
    }

    @Test
    void anAdministratorEndsWhatNobodyDecides() {
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal));
        String contract = submitted("50000");

        Response answer =
                mutate(
                        company.admin(),
                        "cancelApproval",
                        Map.of("id", text(contract, "id"), "expectedVersion", 1, "reason", "审批人离职"),
                        SHOWN);

        assertThat(codes(answer, "cancelApproval")).isEmpty();
        assertThat(text(contract, "state")).isEqualTo("CANCELLED");
        assertThat(contracts.text(contract, "state")).isEqualTo("DRAFT");
    }

    @Test
    void twoLastWordsAtOnceApproveOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            flows.publish("CONTRACT", Flows.node(1, "ALL", finance), Flows.node(1, "ALL", legal));
            String contract = submitted("50000");
            Callable<Response> one = () -> approve(finance, contract);
            Callable<Response> other = () -> approve(legal, contract);

            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var answer : threads.invokeAll(List.of(one, other))) {
                    assertThat(codes(answer.get(), "decideApproval")).isEmpty();
                }
            }

            assertThat(contracts.text(contract, "state")).isEqualTo("APPROVED");
            assertThat(
                            contracts
                                    .of(contract)
                                    .path("contract.versions")
                                    .entityList(Object.class)
                                    .get())
                    .hasSize(1);
        }
    }

    @Test
    void aDecisionRepeatedWithItsKeyAnswersAsBefore() {
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal, finance));
        String contract = submitted("50000");
        Map<String, Object> yes =
                Map.of(
                        "id",
                        task(legal, contract, "id"),
                        "expectedVersion",
                        1,
                        "decision",
                        "APPROVE",
                        "idempotencyKey",
                        company.unique("yes"));

        assertThat(codes(mutate(legal.who(), "decideApproval", yes, ""), "decideApproval"))
                .isEmpty();
        assertThat(codes(mutate(legal.who(), "decideApproval", yes, ""), "decideApproval"))
                .isEmpty();
        Map<String, Object> again = new HashMap<>(yes);
        again.remove("idempotencyKey");
        assertThat(codes(mutate(legal.who(), "decideApproval", again, ""), "decideApproval"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void anAmendmentChangesNothingUntilItIsApproved() {
        flows.publish("CONTRACT");
        String contract = contracts.signed(contracts.account(), "50000", plan("50000"));
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal));

        contracts.step(
                "amendContract",
                contract,
                Map.of("amount", "60000", "instalments", plan("60000"), "reason", "增购模块"));
        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("50000.00");
        approve(legal, contract);

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("60000.00");
        assertThat(contracts.text(contract, "amendments[0].state")).isEqualTo("APPROVED");
    }

    @Test
    void aRefusedAmendmentLeavesTheContractAsItWas() {
        flows.publish("CONTRACT");
        String contract = contracts.signed(contracts.account(), "50000", plan("50000"));
        flows.publish("CONTRACT", Flows.node(1, "ALL", legal));
        contracts.step(
                "amendContract",
                contract,
                Map.of("amount", "60000", "instalments", plan("60000"), "reason", "增购模块"));

        decide(legal, contract, "REJECT", Map.of("comment", "不同意"));

        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("50000.00");
        assertThat(contracts.text(contract, "amendments[0].refusedReason")).isEqualTo("不同意");
    }

    @Test
    void aFlowSaysAllThatIsWrongWithIt() {
        Response answer =
                mutate(
                        company.admin(),
                        "createApprovalFlow",
                        Map.of(
                                "recordType",
                                "CONTRACT",
                                "name",
                                "坏流程",
                                "nodes",
                                List.of(
                                        Map.of(
                                                "step",
                                                0,
                                                "name",
                                                " ",
                                                "mode",
                                                "ALL",
                                                "conditions",
                                                List.of(
                                                        Map.of(
                                                                "measure",
                                                                "DISCOUNT",
                                                                "above",
                                                                "-1")),
                                                "approvers",
                                                List.of(Map.of("role", "NOBODYS"))))),
                        "");

        assertThat(codes(answer, "createApprovalFlow"))
                .containsExactlyInAnyOrder(
                        "INVALID", "INVALID", "INVALID", "INVALID", "REFERENCE_NOT_FOUND");
    }

    @Test
    void figuresAreHiddenFromWhoMayNotReadAmounts() {
        String role = company.unique("NO_AMOUNTS").replace(' ', '_');
        company.create(
                company.admin(),
                "Role",
                Map.of(
                        "key",
                        role,
                        "name",
                        role,
                        "grants",
                        List.of(
                                Map.of("object", "APPROVAL", "action", "READ", "scope", "ALL"),
                                Map.of("object", "CONTRACT", "action", "READ", "scope", "ALL")),
                        "fields",
                        List.of(Map.of("field", "Contract.amount", "level", "NONE"))));
        Person blind = company.person(role);
        flows.publish("CONTRACT", Flows.node(1, "ALL", blind));
        submitted("50000");

        Response answer =
                blind.who()
                        .document("{ myApprovals(first: 1) { nodes { state values { value } } } }")
                        .execute();

        answer.path("myApprovals.nodes[0].state").entity(String.class).isEqualTo("RUNNING");
        answer.path("myApprovals.nodes[0].values").valueIsNull();
    }

    private void seedFlow() {
        flows.publish(
                "CONTRACT",
                Flows.node(
                        1,
                        "ANY",
                        Map.of("measure", "AMOUNT", "above", "100000"),
                        Map.of("user", director.id())),
                Flows.node(2, "ALL", finance),
                Flows.node(2, "ALL", legal));
    }

    private static List<Map<String, Object>> plan(String amount) {
        return List.of(Contracts.due("全款", "2030-06-30", amount));
    }

    private String submitted(String amount) {
        String contract = contracts.draft(contracts.account(), amount, plan(amount));
        Response answer = contracts.step("submitContract", contract, Map.of());
        assertThat(codes(answer, "submitContract")).isEmpty();
        return contract;
    }

    private Response approve(Person who, String contract) {
        return decide(who, contract, "APPROVE", Map.of());
    }

    private Response decide(Person who, String contract, String decision, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", task(who, contract, "id"));
        input.put("expectedVersion", Integer.valueOf(task(who, contract, "version")));
        input.put("decision", decision);
        return mutate(who.who(), "decideApproval", input, SHOWN);
    }

    /** Of the person's open task in the newest approval of a contract. */
    private String task(Person who, String contract, String field) {
        return newest(contract)
                .path(
                        "approvals.nodes[0].tasks[?(@.state == 'OPEN' && @.approver.id == '%s')].%s"
                                .formatted(who.id(), field))
                .entityList(String.class)
                .get()
                .getFirst();
    }

    private List<String> open(String contract) {
        return newest(contract)
                .path("approvals.nodes[0].tasks[?(@.state == 'OPEN')].approver.id")
                .entityList(String.class)
                .get();
    }

    private List<String> states(String contract) {
        return newest(contract)
                .path("approvals.nodes[0].tasks[*].state")
                .entityList(String.class)
                .get();
    }

    private String text(String contract, String path) {
        return newest(contract).path("approvals.nodes[0]." + path).entity(String.class).get();
    }

    private Response newest(String contract) {
        return seller.who()
                .document(
                        "query($id: ID!) { approvals(last: 1, filter: { about: { eq: $id } }) { nodes "
                                + SHOWN.substring(SHOWN.indexOf('{'))
                                + " } }")
                .variable("id", contract)
                .execute();
    }

    /** The contracts that wait for somebody. */
    private List<String> waiting(Person who) {
        return who.who()
                .document("{ myApprovals(last: 20) { nodes { about { id } } } }")
                .execute()
                .path("myApprovals.nodes[*].about.id")
                .entityList(String.class)
                .get();
    }

    private static List<String> waitingIds(Person who) {
        return who.who()
                .document("{ myApprovals(last: 20) { nodes { id } } }")
                .execute()
                .path("myApprovals.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    /** How somebody's to-dos about a contract stand. */
    private List<String> todos(Person who, String contract) {
        return who.who()
                .document(
                        "query($id: ID!, $owner: ID!) { tasks(first: 10, filter: { about: { eq: $id }, owner: { eq: $owner }, kind: { eq: \"APPROVAL\" } }) { nodes { status } } }")
                .variable("id", contract)
                .variable("owner", who.id())
                .execute()
                .path("tasks.nodes[*].status")
                .entityList(String.class)
                .get();
    }
}
