package headwater.crm.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;
import headwater.crm.graphql.Calls;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What every list of the schema costs in SQL statements: as many as its description says, and none
 * of them once for each record, whatever is asked of the records.
 */
@Api
@TestInstance(Lifecycle.PER_CLASS)
class StatementSweepTests {
    private static final Pattern COST = Pattern.compile("Cost: (\\d+) SQL statements?");
    private static final Pattern MANY = Pattern.compile("\\(\\?(, \\?)*\\)");

    /** A page of what is there; lists of fewer records cannot tell the two apart. */
    private static final int PAGE = 14;

    private static final int ENOUGH = 12;

    /** How often the same statement may be what different fields of one record ask for. */
    private static final int FIELDS = 8;

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private final Sdl sdl = new Sdl();
    private final Calls calls = new Calls();
    private HttpGraphQlTester admin;
    private int signedIn;

    @BeforeAll
    void found() {
        new RandomCompany(company, new Random(35), List.of()).found();
        admin = company.admin();
        signedIn = statements("{ __typename }").size();
    }

    private List<FieldDefinition> lists() {
        return sdl.fields("Query").stream()
                .filter(field -> Sdl.name(field.getType()).endsWith("Connection"))
                .toList();
    }

    @Test
    void aPageCostsWhatItsDescriptionSays() {
        SoftAssertions each = new SoftAssertions();
        for (FieldDefinition field : lists()) {
            Matcher said = COST.matcher(field.getDescription().getContent());
            each.assertThat(said.find()).as("%s says what it costs", field.getName()).isTrue();
            int cost = Integer.parseInt(said.group(1));
            String list = "{ %s(first: %d) { nodes { id } %s } }";

            each.assertThat(cost(list.formatted(field.getName(), PAGE, "")))
                    .as(field.getName())
                    .isEqualTo(cost);
            each.assertThat(cost(list.formatted(field.getName(), PAGE, "totalCount { value }")))
                    .as("%s with totalCount", field.getName())
                    .isEqualTo(cost + 1);
        }
        each.assertAll();
    }

    @Test
    void noStatementRunsOnceForEachRecordWhateverIsAskedOfThem() {
        SoftAssertions each = new SoftAssertions();
        int told = 0;
        for (FieldDefinition field : lists()) {
            String query = "{ " + calls.of(field) + " }";
            // Once for what is kept from the first time on.
            statements(query);

            List<String> ran = statements(query.replaceFirst("first: 1\\b", "first: " + PAGE));

            if (records(field) >= ENOUGH) {
                told++;
                ran.stream()
                        .map(sql -> MANY.matcher(sql).replaceAll("(?)"))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .forEach(
                                (sql, times) ->
                                        each.assertThat(times)
                                                .as("%s: %s", field.getName(), sql)
                                                .isLessThanOrEqualTo(FIELDS));
            }
        }
        each.assertAll();
        assertThat(told).isGreaterThan(15);
    }

    private int records(FieldDefinition field) {
        return admin.document("{ %s(first: %d) { nodes { id } } }".formatted(field.getName(), PAGE))
                .execute()
                .path(field.getName() + ".nodes")
                .entityList(Map.class)
                .get()
                .size();
    }

    private int cost(String query) {
        return statements(query).size() - signedIn;
    }

    private List<String> statements(String query) {
        statements.take();
        admin.document(query)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).as(query).isEmpty());
        return statements.take();
    }
}
