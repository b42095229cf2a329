package headwater.crm.contract;

import static headwater.crm.Company.codes;
import static headwater.crm.contract.Contracts.PASSWORD;
import static headwater.crm.contract.Contracts.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.approval.Measure;
import headwater.crm.contract.Amendment.Terms;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A signed contract on 100,000 is changed; 10,000 of its first instalment are waived. */
@Api
class AmendmentTests {
    private static final Viewer SYSTEM = Viewer.system(Door.SYSTEM, "test");

    @Autowired private Company company;
    @Autowired private ContractApprovals approvals;
    @Autowired private AmendmentRepository amendments;
    @Autowired private Transactions transactions;
    @Autowired private DSLContext db;

    private Contracts contracts;
    private String contract;
    private List<String> parts;

    @BeforeEach
    void aSignedContract() {
        HttpGraphQlTester seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        contracts = new Contracts(company, seller);
        contract =
                contracts.signed(
                        contracts.account(),
                        "100000",
                        List.of(
                                due("首付款", "2026-06-30", "60000"),
                                due("尾款", "2026-12-31", "40000")));
        parts = contracts.instalments(contract);
        new Contracts(company, company.as(company.user("FINANCE", PASSWORD), PASSWORD))
                .waive(contract, parts.getFirst(), "10000", "运输损坏");
    }

    private static Map<String, Object> kept(String id, Map<String, Object> instalment) {
        Map<String, Object> named = new HashMap<>(instalment);
        named.put("id", id);
        return named;
    }

    @Test
    void changesAmountAndPlanAndKeepsWhatWasAgreedBefore() {
        contracts.step(
                "amendContract",
                contract,
                Map.of(
                        "amount",
                        "130000",
                        "endsOn",
                        "2027-12-31",
                        "instalments",
                        List.of(
                                kept(parts.get(0), due("首付款", "2026-06-30", "60000")),
                                due("增补款", "2026-10-31", "70000")),
                        "reason",
                        "客户增购二期"));

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("130000.00");
        assertThat(contracts.text(contract, "companyAmount.amount")).isEqualTo("130000.00");
        assertThat(contracts.text(contract, "endsOn")).isEqualTo("2027-12-31");
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        assertThat(contracts.text(contract, "open.amount")).isEqualTo("120000.00");
        assertThat(contracts.instalments(contract)).hasSize(2).first().isEqualTo(parts.get(0));
        Response answer = contracts.of(contract);
        answer.path("contract.versions[*].amount.amount")
                .entityList(String.class)
                .containsExactly("130000.00", "100000.00");
        answer.path("contract.versions[1].plan[*].name")
                .entityList(String.class)
                .containsExactly("首付款", "尾款");
        answer.path("contract.versions[0].reason").entity(String.class).isEqualTo("客户增购二期");
        answer.path("contract.amendments[*].state")
                .entityList(String.class)
                .containsExactly("APPROVED");
    }

    @Test
    void neverTakesAwayWhatIsPaidOrWaived() {
        assertThat(
                        refused(
                                "50000",
                                List.of(
                                        kept(parts.get(0), due("首付款", "2026-06-30", "9999.99")),
                                        kept(parts.get(1), due("尾款", "2026-12-31", "40000.01")))))
                .containsExactly("INVALID");
        assertThat(refused("40000", List.of(kept(parts.get(1), due("尾款", "2026-12-31", "40000")))))
                .containsExactly("WRONG_STATE");

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("100000.00");
        contracts.of(contract).path("contract.amendments").entityList(Object.class).hasSize(0);
    }

    @Test
    void itsPlanComesToItsAmount() {
        assertThat(
                        codes(
                                contracts.step(
                                        "amendContract",
                                        contract,
                                        Map.of("amount", "110000", "reason", "涨价")),
                                "amendContract"))
                .containsExactly("INVALID");
        assertThat(
                        codes(
                                contracts.step("amendContract", contract, Map.of("reason", " ")),
                                "amendContract"))
                .containsExactlyInAnyOrder("REQUIRED", "INVALID");
    }

    private List<String> refused(String amount, List<Map<String, Object>> plan) {
        return codes(
                contracts.step(
                        "amendContract",
                        contract,
                        Map.of("amount", amount, "instalments", plan, "reason", "减价")),
                "amendContract");
    }

    @Test
    void aDraftIsChangedNotAmended() {
        String draft =
                contracts.draft(contracts.account(), "5", List.of(due("全款", "2026-12-31", "5")));

        assertThat(
                        codes(
                                contracts.step(
                                        "amendContract",
                                        draft,
                                        Map.of("endsOn", "2027-01-01", "reason", "延期")),
                                "amendContract"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void waitsForApprovalWhileTheContractStaysAsItIs() {
        ask("80000");

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("100000.00");
        assertThat(approvals.values(SYSTEM, key()).get(Measure.AMOUNT))
                .isEqualByComparingTo("80000");
        assertThat(refused("100000", List.of())).containsExactly("WRONG_STATE");
        assertThat(
                        codes(
                                contracts.step(
                                        "terminateContract", contract, Map.of("reason", "取消")),
                                "terminateContract"))
                .containsExactly("WRONG_STATE");

        approvals.approved(SYSTEM, key());

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("80000.00");
        assertThat(contracts.text(contract, "amendments[0].state")).isEqualTo("APPROVED");
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
    }

    @Test
    void aRefusedOneChangesNothing() {
        ask("80000");

        approvals.refused(SYSTEM, key(), "毛利过低");

        assertThat(contracts.text(contract, "amount.amount")).isEqualTo("100000.00");
        assertThat(contracts.text(contract, "state")).isEqualTo("SIGNED");
        assertThat(contracts.text(contract, "amendments[0].state")).isEqualTo("REFUSED");
        assertThat(contracts.text(contract, "amendments[0].refusedReason")).isEqualTo("毛利过低");
    }

    @Test
    void canBeTakenBack() {
        ask("80000");

        contracts.step("withdrawAmendment", contract, Map.of());

        assertThat(contracts.text(contract, "amendments[0].state")).isEqualTo("REFUSED");
        assertThat(
                        codes(
                                contracts.step("withdrawAmendment", contract, Map.of()),
                                "withdrawAmendment"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void whatWasAgreedIsNeverChanged() {
        assertThat(
                        catchThrowable(
                                () ->
                                        transactions.write(
                                                SYSTEM,
                                                () ->
                                                        db.execute(
                                                                "update crm.contract_version set amount = 1 where contract_id = ?",
                                                                key()))))
                .hasRootCauseInstanceOf(PSQLException.class);
    }

    /** As a flow would leave it: the first instalment stays, the last shrinks. */
    private void ask(String amount) {
        BigDecimal rest = new BigDecimal(amount).subtract(new BigDecimal("60000"));
        Terms terms =
                new Terms(
                        new BigDecimal(amount),
                        null,
                        List.of(
                                draft(parts.get(0), "首付款", new BigDecimal("60000")),
                                draft(parts.get(1), "尾款", rest)),
                        "客户压价");
        transactions.write(
                SYSTEM,
                () -> {
                    amendments.add(SYSTEM, key(), terms, Instant.now());
                    return terms;
                });
    }

    private static InstalmentDraft draft(String id, String name, BigDecimal amount) {
        return new InstalmentDraft(
                id, name, Instalment.Trigger.DATE, LocalDate.of(2026, 12, 31), null, null, amount);
    }

    private long key() {
        return RecordType.CONTRACT.decode(contract);
    }
}
