package headwater.crm.payment;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.StatementCount;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What contracts and receipts cost in SQL statements does not grow with the payment plan. */
@Api
class MoneyCostTests {
    private static final String FULL =
            "query { contracts(first: %d, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { number account { name } owner { name } instalments { name amount status } } } }";

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private Person seller;
    private Person finance;
    private Contracts contracts;

    @BeforeEach
    void people() {
        seller = company.person("SELLER");
        finance = company.person("FINANCE");
        contracts = new Contracts(company, seller.who());
    }

    @Test
    void aContractCostsTheSameWithTwoInstalmentsAndWithTwelve() {
        // The first of its kind fills what is kept for the others.
        life(2);

        List<Integer> two = life(2);
        List<Integer> twelve = life(12);

        assertThat(twelve).isEqualTo(two);
    }

    @Test
    void aListOfContractsCostsTheSameForOneAndForMany() {
        for (int i = 0; i < 5; i++) {
            contracts.draft(contracts.account(), "1200", plan(3));
        }

        assertThat(cost(() -> seller.who().document(FULL.formatted(5)).executeAndVerify()))
                .isEqualTo(cost(() -> seller.who().document(FULL.formatted(1)).executeAndVerify()));
    }

    /** Made, submitted, signed, paid in part: the statements of each step. */
    private List<Integer> life(int instalments) {
        String account = contracts.account();
        String[] ids = new String[2];
        List<Integer> costs = new ArrayList<>();
        costs.add(cost(() -> ids[0] = contracts.draft(account, "1200", plan(instalments))));
        costs.add(cost(() -> contracts.step("submitContract", ids[0], Map.of())));
        costs.add(cost(() -> contracts.step("signContract", ids[0], Map.of())));
        costs.add(
                cost(
                        () ->
                                ids[1] =
                                        company.create(
                                                seller.who(),
                                                "Receipt",
                                                Map.of(
                                                        "contract",
                                                        Map.of("id", ids[0]),
                                                        "amount",
                                                        "50",
                                                        "receivedOn",
                                                        "2026-01-05"))));
        costs.add(
                cost(
                        () ->
                                Company.mutate(
                                        finance.who(),
                                        "confirmReceipt",
                                        Map.of("id", ids[1], "expectedVersion", 1),
                                        "receipt { state }")));
        return costs;
    }

    private int cost(Runnable work) {
        statements.take();
        work.run();
        return statements.take().size();
    }

    private static List<Map<String, Object>> plan(int many) {
        List<Map<String, Object>> plan = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            plan.add(
                    Contracts.due(
                            "第%d期".formatted(i + 1),
                            "2027-%02d-01".formatted(i + 1),
                            Integer.toString(1200 / many)));
        }
        return plan;
    }
}
