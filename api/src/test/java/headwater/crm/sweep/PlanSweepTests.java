package headwater.crm.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every list of the schema finds its page by an index in the order asked for, so that it neither
 * reads nor sorts the rest however much that is.
 */
@Api
class PlanSweepTests {
    /** What administrators keep, some hundreds at most: they are read whole and sorted. */
    private static final Set<String> KEPT_SMALL =
            Set.of(
                    "currencyRates",
                    "leadSources",
                    "pipelines",
                    "pools",
                    "roles",
                    "teams",
                    "workingCalendars");

    /** The company's settings. */
    private static final String ONE_ROW = "Seq Scan on company .*\n *Disabled: true";

    /** What a viewer cannot have at all, such as what was shared with an administrator. */
    private static final String NOTHING =
            "Sort .*\n *Disabled: true\n *Sort Key: .*\n *->  Result .*\n *One-Time Filter: false";

    @Autowired private Company company;
    @Autowired private StatementCount statements;
    @Autowired private DSLContext db;

    private final Sdl sdl = new Sdl();

    @Test
    void everyOrderOfAListThatGrowsHasItsIndex() {
        HttpGraphQlTester who = company.admin();
        SoftAssertions each = new SoftAssertions();
        for (FieldDefinition list : sdl.fields("Query")) {
            String type = Sdl.name(list.getType());
            if (!type.endsWith("Connection") || KEPT_SMALL.contains(list.getName())) {
                continue;
            }
            List<String> orders = new ArrayList<>(List.of(""));
            sdl.values(type.replace("Connection", "OrderField"))
                    .forEach(field -> orders.add(", orderBy: { field: " + field + " }"));
            for (String order : orders) {
                String plan = plan(who, list.getName(), order);
                each.assertThat(plan)
                        .as(list.getName() + order)
                        .contains("Index")
                        .doesNotContain("Disabled: true");
            }
        }
        each.assertAll();
    }

    /**
     * As PostgreSQL would find the page if reading or sorting all of a table were out of the
     * question; without what is read of each record, which comes after it.
     */
    private String plan(HttpGraphQlTester who, String list, String order) {
        statements.takeInlined();
        who.document("{ %s(first: 20%s) { nodes { id } } }".formatted(list, order))
                .executeAndVerify();
        List<String> ran = statements.takeInlined();
        String query = ran.getLast();
        assertThat(query).contains("order by");
        return db.transactionResult(
                transaction -> {
                    var within = transaction.dsl();
                    within.execute("set local enable_seqscan = off; set local enable_sort = off");
                    String plan =
                            String.join(
                                    "\n",
                                    within.fetch("explain " + query).getValues(0, String.class));
                    return plan.split("SubPlan", 2)[0]
                            .replaceAll(ONE_ROW, "")
                            .replaceAll(NOTHING, "");
                });
    }
}
