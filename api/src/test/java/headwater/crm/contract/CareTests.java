package headwater.crm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A month after the acceptance, and before the end, the owner turns to the customer. */
@Api
class CareTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired private Company company;
    @Autowired private CareService service;
    @Autowired private Transactions transactions;
    @Autowired private DSLContext db;

    private Person seller;
    private Contracts contracts;
    private String account;

    @BeforeEach
    void aCustomer() {
        seller = company.person("SELLER");
        contracts = new Contracts(company, seller.who());
        account = contracts.account();
    }

    @Test
    void aMonthAfterTheAcceptanceOnce() {
        String contract = signed();
        acceptedOn(contract, TODAY.minusDays(30));
        String later = signed();
        acceptedOn(later, TODAY.minusDays(29));

        service.ask();
        service.ask();

        assertThat(tasks(contract)).hasSize(1);
        assertThat(tasks(contract).getFirst()).startsWith("验收满 30 天，请回访客户");
        assertThat(tasks(later)).isEmpty();
    }

    @Test
    void beforeTheEndUnlessThereIsAContractThatEndsLater() {
        String ending = signed();
        endsOn(ending, TODAY.plusDays(20));

        service.ask();
        assertThat(tasks(ending).getFirst()).startsWith("合同将于 30 天内到期，请洽谈续约");

        String renewed = signed();
        endsOn(renewed, TODAY.plusDays(10));
        service.ask();
        assertThat(tasks(renewed)).isEmpty();
    }

    private String signed() {
        return contracts.signed(
                account, "1000", List.of(Contracts.due("全款", "2030-01-31", "1000")));
    }

    /** The signing lies in the past too, as no call can say afterwards. */
    private void acceptedOn(String contract, LocalDate day) {
        change(
                "update crm.contract set signed_on = ?, fulfilled_on = ? where contract_id = ?",
                day,
                day,
                Company.key(contract));
    }

    private void endsOn(String contract, LocalDate day) {
        change(
                "update crm.contract set ends_on = ? where contract_id = ?",
                day,
                Company.key(contract));
    }

    private void change(String sql, Object... values) {
        transactions.write(Viewer.system(Door.SYSTEM, "test"), () -> db.execute(sql, values));
    }

    private List<String> tasks(String contract) {
        return seller.who()
                .document(
                        "query($id: ID!) { tasks(first: 5, filter: { about: { eq: $id }, kind: { eq: \"FOLLOWUP\" } }) { nodes { subject } } }")
                .variable("id", contract)
                .execute()
                .path("tasks.nodes[*].subject")
                .entityList(String.class)
                .get();
    }
}
