package headwater.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query.opportunities, create, update and import of opportunities. */
@Api
class OpportunitiesTests {
    @Autowired private Company company;
    @Autowired private StatementCount statements;

    @Test
    void takesTheSumOfItsLinesAsAmount() {
        HttpGraphQlTester admin = company.admin();
        String product =
                company.create(
                        admin,
                        "Product",
                        Map.of("name", company.unique("Gate"), "listPrice", "550"));

        Response made =
                create(
                        admin,
                        Map.of(
                                "name",
                                "Lines",
                                "lines",
                                List.of(
                                        Map.of("product", Map.of("id", product)),
                                        Map.of(
                                                "product", Map.of("id", product),
                                                "quantity", "3",
                                                "unitPrice", "10.05",
                                                "discountPercent", "10"))));

        // 550 + 3 × 10.05 × 0.9 = 27.135, rounded half up to 27.14
        made.path("createOpportunity.opportunity.amount.amount")
                .entity(String.class)
                .isEqualTo("577.14");
        made.path("createOpportunity.opportunity.lines[*].amount")
                .entityList(String.class)
                .containsExactly("550.00", "27.14");
    }

    @Test
    void convertsByTheRateOfItsDay() {
        HttpGraphQlTester admin = company.admin();
        company.create(
                admin,
                "CurrencyRate",
                Map.of("currency", "EUR", "validOn", "2020-01-01", "rate", "7.8"));
        company.create(
                admin,
                "CurrencyRate",
                Map.of("currency", "EUR", "validOn", "2024-01-01", "rate", "8"));

        for (var expected :
                Map.of("2023-12-31T15:59:59Z", "780.00", "2023-12-31T16:00:00Z", "800.00")
                        .entrySet()) {
            create(
                            admin,
                            Map.of(
                                    "name", "Euro",
                                    "amount", "100",
                                    "currency", "EUR",
                                    "createdAt", expected.getKey()))
                    .path("createOpportunity.opportunity.companyAmount.amount")
                    .entity(String.class)
                    .isEqualTo(expected.getValue());
        }
    }

    @Test
    void refusesAnAmountThatNoRateConverts() {
        create(company.admin(), Map.of("name", "Yen", "amount", "100", "currency", "JPY"))
                .path("createOpportunity.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("MISSING_RATE");
    }

    @Test
    void writesOneRowOfHistoryPerBusinessRelevantChange() {
        HttpGraphQlTester admin = company.admin();
        String id =
                company.create(admin, "Opportunity", Map.of("name", "Changing", "amount", "10"));

        Response changed =
                update(
                        admin,
                        id,
                        Map.of("name", "Changed", "amount", "20", "closeOn", "2099-05-01"));

        changed.path("updateOpportunity.opportunity.changes[*].kind")
                .entityList(String.class)
                .containsExactly("CLOSE_DATE", "AMOUNT", "CREATED");
        changed.path("updateOpportunity.opportunity.changes[2].amount.amount")
                .entity(String.class)
                .isEqualTo("10.00");
        changed.path("updateOpportunity.opportunity.changes[1].amount.amount")
                .entity(String.class)
                .isEqualTo("20.00");
    }

    @Test
    void tellsLeftOutFromEmptied() {
        HttpGraphQlTester admin = company.admin();
        String id = company.create(admin, "Opportunity", Map.of("name", "Nulls", "amount", "10"));
        Map<String, Object> emptied = new HashMap<>();
        emptied.put("amount", null);

        update(admin, id, Map.of("name", "Still ten"))
                .path("updateOpportunity.opportunity.amount.amount")
                .entity(String.class)
                .isEqualTo("10.00");
        emptied.put("expectedVersion", 2);
        update(admin, id, emptied).path("updateOpportunity.opportunity.amount").valueIsNull();
    }

    @Test
    void listsWithTheSameNumberOfStatementsForOneAndForMany() {
        HttpGraphQlTester admin = company.admin();
        String prefix = company.unique("Counted");
        for (int i = 0; i < 5; i++) {
            company.create(
                    admin,
                    "Opportunity",
                    Map.of(
                            "name",
                            prefix + i,
                            "account",
                            Map.of(
                                    "id",
                                    company.create(
                                            admin,
                                            "Account",
                                            Map.of("name", company.unique("A"))))));
        }
        statements.take();

        admin.document(
                        "query($filter: OpportunityFilter) { opportunities(first: 100, filter: $filter) { nodes { name account { name owner { name } } owner { name } stage { name } pipeline { name stages { name } } lines { product { name } } } totalCount { value } } }")
                .variable("filter", Map.of("name", Map.of("startsWith", prefix)))
                .execute()
                .path("opportunities.nodes[*].name")
                .entityList(String.class)
                .hasSize(5);

        // roles, page, count; accounts, users, stages, pipelines, lines; the accounts' owner is
        // known by then
        assertThat(statements.take()).hasSize(8);
    }

    @Test
    void importsAPastOnceAndGivesItsIdAgain() {
        HttpGraphQlTester admin = company.admin();
        String externalId = company.unique("legacy");
        Map<String, Object> row =
                Map.of(
                        "opportunity",
                                Map.of(
                                        "name",
                                        "Old",
                                        "externalId",
                                        externalId,
                                        "createdAt",
                                        "2016-10-20T00:00:00+08:00"),
                        "moves",
                                List.of(
                                        Map.of(
                                                "stage",
                                                Map.of("name", "方案报价 Proposal"),
                                                "at",
                                                "2016-11-01T00:00:00+08:00")),
                        "closing",
                                Map.of(
                                        "outcome",
                                        "WON",
                                        "at",
                                        "2017-03-01T00:00:00+08:00",
                                        "amount",
                                        "1054"));

        Response first = importRows(admin, List.of(row));
        Response second = importRows(admin, List.of(row));

        first.path("importOpportunities.results[*].outcome")
                .entityList(String.class)
                .containsExactly("CREATED");
        second.path("importOpportunities.results[*].outcome")
                .entityList(String.class)
                .containsExactly("EXISTING");
        String id = first.path("importOpportunities.results[0].id").entity(String.class).get();
        second.path("importOpportunities.results[0].id").entity(String.class).isEqualTo(id);
        admin.document(
                        "query($id: ID!) { opportunity(id: $id) { closedAt closeOn createdAt changes { kind at } } }")
                .variable("id", id)
                .execute()
                .path("opportunity.changes[*].at")
                .entityList(String.class)
                .containsExactly(
                        "2017-02-28T16:00:00Z", "2016-10-31T16:00:00Z", "2016-10-19T16:00:00Z")
                .path("opportunity.closeOn")
                .entity(String.class)
                .isEqualTo("2017-03-01");
    }

    @Test
    void storesNothingOfAnImportedRowWhoseEndIsRefused() {
        HttpGraphQlTester admin = company.admin();
        String externalId = company.unique("half");

        Response refused =
                importRows(
                        admin,
                        List.of(
                                Map.of(
                                        "opportunity",
                                                Map.of("name", "Half", "externalId", externalId),
                                        "closing",
                                                Map.of(
                                                        "outcome",
                                                        "LOST",
                                                        "at",
                                                        "2010-01-01T00:00:00Z"))));

        refused.path("importOpportunities.results[0].outcome")
                .entity(String.class)
                .isEqualTo("REFUSED");
        refused.path("importOpportunities.results[0].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID", "REQUIRED");
        refused.path("importOpportunities.results[0].userErrors[1].field")
                .entityList(String.class)
                .containsExactly("closing", "lostReason");
        admin.document(
                        "query($x: String) { opportunities(first: 1, filter: { externalId: { eq: $x } }) { nodes { id } } }")
                .variable("x", externalId)
                .execute()
                .path("opportunities.nodes")
                .entityList(Object.class)
                .hasSize(0);
    }

    private static Response create(HttpGraphQlTester who, Map<String, ?> input) {
        return who.document(
                        "mutation($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id amount { amount } companyAmount { amount } lines { amount } } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private static Response update(HttpGraphQlTester who, String id, Map<String, ?> change) {
        Map<String, Object> input = new HashMap<>(Map.of("id", id, "expectedVersion", 1));
        input.putAll(change);
        return who.document(
                        "mutation($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { opportunity { amount { amount } changes { kind amount { amount } } } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private static Response importRows(HttpGraphQlTester who, List<?> rows) {
        return who.document(
                        "mutation($rows: [ImportOpportunityInput!]!) { importOpportunities(input: { rows: $rows }) { results { outcome id userErrors { code field message } } userErrors { message } } }")
                .variable("rows", rows)
                .execute();
    }
}
