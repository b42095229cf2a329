package headwater.crm.outcome;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why deals are lost and to whom, and who sold them. */
@Api
class OutcomeTests {
    @Autowired private Company company;

    private Person seller;
    private Person colleague;
    private String opportunity;

    @BeforeEach
    void aDeal() {
        seller = company.person("SELLER");
        colleague = company.person("SELLER");
        opportunity =
                company.create(
                        seller.who(),
                        "Opportunity",
                        Map.of("name", company.unique("云仓项目"), "amount", "50000"));
    }

    @Test
    void onceThereAreReasonsALostDealNamesOneOfThem() {
        String reason = company.unique("价格过高");
        String id = company.create(company.admin(), "LostReason", Map.of("name", reason));

        Response refused = lose(Map.of("lostReason", "随便写的"));
        Response lost = lose(Map.of("lostReason", reason));
        company.admin()
                .document(
                        "mutation($id: ID!) { deleteLostReason(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }")
                .variable("id", id)
                .executeAndVerify();

        assertThat(codes(refused, "closeOpportunity")).containsExactly("INVALID");
        assertThat(codes(lost, "closeOpportunity")).isEmpty();
    }

    @Test
    void whomItWasLostToIsKeptAndFound() {
        String rival =
                company.create(company.admin(), "Competitor", Map.of("name", company.unique("友商")));

        Response lost =
                lose(Map.of("lostReason", company.lostReason(), "competitor", Map.of("id", rival)));

        lost.path("closeOpportunity.opportunity.competitor.id")
                .entity(String.class)
                .isEqualTo(rival);
        assertThat(
                        seller.who()
                                .document(
                                        "query($id: ID!) { opportunities(first: 5, filter: { competitor: { eq: $id } }) { nodes { id } } }")
                                .variable("id", rival)
                                .execute()
                                .path("opportunities.nodes[*].id")
                                .entityList(String.class)
                                .get())
                .containsExactly(opportunity);
    }

    @Test
    void whoSellsTogetherSharesTheContract() {
        Response set =
                split(
                        List.of(
                                Map.of("user", seller.ref(), "percent", "70"),
                                Map.of("user", colleague.ref(), "percent", "30")));
        assertThat(codes(set, "setOpportunitySplits")).isEmpty();
        var contracts = new Contracts(company, seller.who());
        String contract =
                contracts
                        .create(
                                Map.of(
                                        "opportunity",
                                        Map.of("id", opportunity),
                                        "account",
                                        Map.of("id", contracts.account()),
                                        "title",
                                        "云仓合同",
                                        "amount",
                                        "50000",
                                        "instalments",
                                        List.of(Contracts.due("全款", "2030-01-31", "50000"))))
                        .path("createContract.contract.id")
                        .entity(String.class)
                        .get();
        contracts.step("submitContract", contract, Map.of());

        assertThat(
                        seller.who()
                                .document(
                                        "query($id: ID!) { contract(id: $id) { splits { percent user { id } } } }")
                                .variable("id", contract)
                                .execute()
                                .path(
                                        "contract.splits[?(@.user.id == '%s')].percent"
                                                .formatted(colleague.id()))
                                .entityList(String.class)
                                .get())
                .containsExactly("30.00");
    }

    @Test
    void partsAddUpToAHundred() {
        assertThat(
                        codes(
                                split(List.of(Map.of("user", seller.ref(), "percent", "90"))),
                                "setOpportunitySplits"))
                .containsExactly("INVALID");
    }

    @Test
    void whoSellsItTooSeesItForAsLongAsHeDoes() {
        split(
                List.of(
                        Map.of("user", seller.ref(), "percent", "70"),
                        Map.of("user", colleague.ref(), "percent", "30")));
        List<String> meanwhile = seenByColleague();
        split(List.of());

        assertThat(meanwhile).containsExactly(opportunity);
        assertThat(seenByColleague()).isEmpty();
    }

    private List<String> seenByColleague() {
        return colleague
                .who()
                .document("{ opportunities(first: 10) { nodes { id } } }")
                .execute()
                .path("opportunities.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private Response split(List<Map<String, ?>> splits) {
        return mutate(
                seller.who(),
                "setOpportunitySplits",
                Map.of("id", opportunity, "expectedVersion", 1, "splits", splits),
                "opportunity { id }");
    }

    private Response lose(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", opportunity);
        input.put("expectedVersion", 1);
        input.put("outcome", "LOST");
        return mutate(seller.who(), "closeOpportunity", input, "opportunity { competitor { id } }");
    }
}
