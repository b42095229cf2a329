package headwater.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.importer.table.Row;
import headwater.importer.table.Rows;
import headwater.importer.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

class ConversionTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void copiesColumnsConstantsAndTemplates() throws IOException {
        assertThat(
                        account(
                                "n,c\nHaier,青岛\nGree,\n",
                                """
                                industry: Appliances
                                address: {template: "{c}市, {n}"}
                                phone: {template: "{c|none}"}
                                """))
                .containsExactly(
                        "{'industry':'Appliances','phone':'青岛','address':'青岛市, Haier'}",
                        "{'industry':'Appliances','phone':'none'}");
    }

    @Test
    void changesTextsInTheOrderOfTheReference() throws IOException {
        assertThat(
                        account(
                                "n,s\nHaier,TECH NOLGY\nGree,medical\nMidea,MEDICAL\n",
                                """
                                industry:
                                  column: s
                                  replace: {" ": ""}
                                  case: lower
                                  aliases: {technolgy: technology}
                                  values: {technology: Technology, medical: Medical}
                                """))
                .containsExactly(
                        "{'industry':'Technology'}",
                        "{'industry':'Medical'}",
                        "{'industry':'Medical'}");
    }

    @Test
    void lowersLettersTheSameInEveryLanguage() throws IOException {
        assertThat(account("n\nIRIS\n", "website: {column: n, case: lower}"))
                .containsExactly("{'website':'iris'}");
    }

    @Test
    void refusesATextThatIsNotListed() throws IOException {
        account(
                "n,s\nHaier,Farming\n",
                "industry: {column: s, values: {technolgy: Technology}}\n"
                        + "grade: {column: s}\n");

        assertThat(problems)
                .containsExactly(
                        "industry: column s has \"Farming\", which values does not list.",
                        "grade: column s has \"Farming\", which is not one of A, B, C.");
    }

    @Test
    void treatsAMissingValueAsTold() throws IOException {
        assertThat(
                        account(
                                "n,s\nHaier,\n",
                                """
                                industry: {column: s}
                                website: {column: s, missing: omit}
                                phone: {column: s, missing: null}
                                address: {column: s, missing: {constant: unknown}}
                                grade: {column: s, missing: refuse}
                                """))
                .containsExactly("{'phone':null,'address':'unknown'}");
        assertThat(problems).containsExactly("grade: column s is empty.");
    }

    @Test
    void findsRecordsInThreeWays() throws IOException {
        assertThat(
                        account(
                                "n,p\nHaier,x\nGree,\n",
                                """
                                owner: {column: p, ref: name}
                                parent: {column: p, ref: externalId}
                                """))
                .containsExactly("{'owner':{'name':'x'},'parent':{'externalId':'x'}}", "{}");
    }

    @Test
    void readsNumbersExactly() throws IOException {
        assertThat(
                        opportunity(
                                "n,a,b,c,p\nA,0.10,\"1,234,567.89\",\"1.234,5\",50\n",
                                """
                                amount: {column: a}
                                lines:
                                  - product: {column: n, ref: name}
                                    quantity: {column: b, number: "1,234.5"}
                                    unitPrice: {column: c, number: "1.234,5"}
                                probability: {column: p}
                                """))
                .containsExactly(
                        "{'opportunity':{'amount':'0.10','probability':50,'lines':[{'product':"
                                + "{'name':'A'},'quantity':'1234567.89','unitPrice':'1234.5'}]}}");
    }

    @Test
    void refusesWhatOnlyLooksLikeANumber() throws IOException {
        opportunity(
                "n,a,p\nA,\"12,34\",1.5\nB,1e3,99999999999\n",
                "amount: {column: a, number: '1,234.5'}\nprobability: {column: p}\n");

        assertThat(problems)
                .containsExactly(
                        "amount: column a has \"12,34\", which is not a number like 1,234.5.",
                        "probability: column p has \"1.5\", which is not a whole number like"
                                + " 1234.5.",
                        "amount: column a has \"1e3\", which is not a number like 1,234.5.",
                        "probability: column p has \"99999999999\", which is not a whole number"
                                + " like 1234.5.");
    }

    @Test
    void beginsADayInTheZone() throws IOException {
        assertThat(
                        opportunity(
                                "n,d,t,o\nA,2017-03-01,01.03.2017 09:30,2017-03-01T00:00:00Z\n",
                                """
                                closeOn: {column: t, date: "dd.MM.yyyy HH:mm"}
                                createdAt: {column: d}
                                moves:
                                  - stage: {constant: Won, ref: name}
                                    at: {column: t, date: "dd.MM.yyyy HH:mm"}
                                  - stage: {constant: Won, ref: name}
                                    at: {column: o, date: "yyyy-MM-dd'T'HH:mm:ssXXX"}
                                """))
                .containsExactly(
                        "{'opportunity':{'closeOn':'2017-03-01','createdAt':"
                                + "'2017-02-28T16:00:00Z'},'moves':[{'stage':{'name':'Won'},"
                                + "'at':'2017-03-01T01:30:00Z'},{'stage':{'name':'Won'},"
                                + "'at':'2017-03-01T00:00:00Z'}]}");
    }

    @Test
    void refusesADayThatIsNotInTheCalendar() throws IOException {
        opportunity("n,d\nA,2017-02-29\n", "closeOn: {column: d}");

        assertThat(problems)
                .containsExactly(
                        "closeOn: column d has \"2017-02-29\", which is not a date of the form"
                                + " yyyy-MM-dd.");
    }

    @Test
    void leavesOutWhatItsConditionExcludes() throws IOException {
        assertThat(
                        opportunity(
                                "n,s,p,d\nA,Won,x,2017-03-01\nB,Open,,\nC,Lost,x,2017-03-02\n",
                                """
                                lines:
                                  - when: {column: p, empty: false}
                                    product: {column: p, ref: name}
                                closing:
                                  when: {column: s, notIn: [Open]}
                                  outcome: {column: s, case: upper}
                                  at: {column: d}
                                  lostReason: {when: [{column: s, in: [Lost]}], constant: Price}
                                """))
                .containsExactly(
                        "{'opportunity':{'lines':[{'product':{'name':'x'}}]},'closing':"
                                + "{'outcome':'WON','at':'2017-02-28T16:00:00Z'}}",
                        "{'opportunity':{'lines':[]}}",
                        "{'opportunity':{'lines':[{'product':{'name':'x'}}]},'closing':"
                                + "{'outcome':'LOST','at':'2017-03-01T16:00:00Z',"
                                + "'lostReason':'Price'}}");
        assertThat(problems).isEmpty();
    }

    @Test
    void namesANestedFieldByItsWholePath() throws IOException {
        opportunity("n,d\nA,soon\n", "closing: {outcome: WON, at: {column: d}}");

        assertThat(problems)
                .containsExactly(
                        "closing.at: column d has \"soon\", which is not a date of the form"
                                + " yyyy-MM-dd.");
    }

    @Test
    void passesOverRowsByConditionAndKeepsTheFirstOfEachCombination() throws IOException {
        Files.writeString(folder.resolve("f.csv"), "n,k\nA,1\nB,1\nA,2\nA,1\n,2\n");
        ImportStep step =
                step(
                        """
                        imports:
                          - entity: accounts
                            file: f.csv
                            where: {column: n, empty: false}
                            distinct: [n]
                            fields: {externalId: {column: k}, name: {column: n}}
                        """);

        assertThat(convert(step))
                .containsExactly("{'externalId':'1','name':'A'}", "{'externalId':'1','name':'B'}");
    }

    @Test
    void readsRowsFromTheMappingItself() throws IOException {
        ImportStep step =
                step(
                        """
                        imports:
                          - entity: pipelines
                            rows: [{pipeline: Maven}, {pipeline: Other, default: true}]
                            fields:
                              externalId: {column: pipeline}
                              name: {column: pipeline}
                              isDefault: {column: default}
                              stages:
                                - {name: Talking, category: OPEN, probability: 10}
                        """);

        String stages = "'stages':[{'name':'Talking','category':'OPEN','probability':10}]}";
        assertThat(convert(step))
                .containsExactly(
                        "{'externalId':'Maven','name':'Maven'," + stages,
                        "{'externalId':'Other','name':'Other','isDefault':true," + stages);
    }

    private List<String> account(String csv, String fields) throws IOException {
        return records("accounts", csv, fields);
    }

    private List<String> opportunity(String csv, String fields) throws IOException {
        return records("opportunities", csv, fields);
    }

    /** The rows as JSON with ' for ", without the id and name that each needs. */
    private List<String> records(String entity, String csv, String fields) throws IOException {
        Files.writeString(folder.resolve("f.csv"), csv);
        String yaml =
                """
                imports:
                  - entity: %s
                    file: f.csv
                    fields:
                      externalId: {column: n}
                      name: {column: n}
                """
                        .formatted(entity);
        return convert(step(yaml + fields.indent(6))).stream()
                .map(json -> json.replaceFirst("'externalId':'[^']*','name':'[^']*',?", ""))
                .toList();
    }

    private ImportStep step(String yaml) throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), yaml);
        return Mapping.read(folder.resolve("mapping.yaml")).steps().getFirst();
    }

    private List<String> convert(ImportStep step) {
        Table table = step.table(folder);
        var filter = step.filter();
        List<String> all = new ArrayList<>();
        try (Rows rows = table.open()) {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (filter.test(row)) {
                    JsonNode json = step.convert(row, new Conversion(SHANGHAI, problems));
                    all.add(new JsonMapper().writeValueAsString(json).replace('"', '\''));
                }
            }
        }
        return all;
    }
}
