package headwater.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import headwater.importer.CannotRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MappingTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "zone: Moon ! zone: is not a time zone such as Asia/Shanghai.",
                "import: [] ! \"import\" is not known here; known are zone, imports.",
                "imports: [] ! imports: lists nothing to import.",
                "imports: {} ! imports: has to be a list.",
                "imports: [{entity: deals}] ! imports[0].entity: has to be one of teams, users,"
                        + " accounts, contacts, products, pipelines, opportunities, leads, contracts, receipts, invoices, vouchers.",
                "imports: [{entity: teams}] ! imports[0]: needs exactly one of file and rows.",
                "imports: [{entity: teams, rows: [], encoding: auto}] ! imports[0].encoding: is"
                        + " for files only; this import has rows.",
                "imports: [{entity: teams, file: f, encoding: latin}] ! imports[0].encoding: has"
                        + " to be one of auto, utf-8, gb18030.",
                "imports: [{entity: teams, file: f, separator: x}] ! imports[0].separator: has"
                        + " to be one of ,, ;, \t, |.",
                "imports: [{entity: teams, file: f, where: {column: a}}] ! imports[0].where:"
                        + " needs exactly one of in, notIn and empty.",
                "imports: [{entity: teams, file: f}] ! imports[0].fields: has to be an object"
                        + " with keys of externalId, name, kind, parent, manager.",
            })
    void namesTheWrongPlaceOfAnImport(String yaml, String message) throws IOException {
        assertRefused(yaml, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "nmae: x ! : \"nmae\" is not known here; known are externalId, name, account,"
                        + " contact, owner, pipeline, stage, amount, currency, closeOn,"
                        + " probability, forecastCategory, lines, createdAt, moves, closing.",
                "amount: x ! .amount: \"x\" is not a number like 1234.5.",
                "amount: {column: a, number: '1'} ! .amount.number: has to be one of 1234.5,"
                        + " 1,234.5, 1234,5, 1.234,5, 1 234,5.",
                "probability: '1.5' ! .probability: \"1.5\" is not a whole number like 1234.5.",
                "closeOn: 2026-02-30 ! .closeOn: \"2026-02-30\" is not a date of the form"
                        + " yyyy-MM-dd.",
                "closeOn: {column: a, date: rubbish} ! .closeOn.date: is not a date pattern such"
                        + " as yyyy-MM-dd or dd.MM.yyyy HH:mm.",
                "createdAt: {column: a, date: 'yyyy-MM-dd hh:mm'} ! .createdAt.date: does not say"
                        + " a whole day, or time: yyyy-MM-dd HH:mm would.",
                "createdAt: {column: a, date: 'MM-dd'} ! .createdAt.date: does not say a whole"
                        + " day, or time: yyyy-MM-dd HH:mm would.",
                "owner: Li Lei ! .owner: refers to a record: add ref: and one of externalId,"
                        + " name, id.",
                "owner: {column: a, ref: login} ! .owner.ref: has to be one of externalId, name,"
                        + " id.",
                "currency: {column: a, ref: name} ! .currency.ref: is for references only; this"
                        + " field is none.",
                "currency: {column: a, constant: CNY} ! .currency: needs exactly one of column,"
                        + " template, constant.",
                "currency: {column: a, colour: b} ! .currency: \"colour\" is not known here;"
                        + " known are column, template, constant, when, replace, case, aliases,"
                        + " values, ref, date, number, missing.",
                "currency: {column: a, missing: skip} ! .currency.missing: has to be omit, null,"
                        + " refuse or {constant: …}.",
                "currency: {column: a, case: title} ! .currency.case: has to be one of lower,"
                        + " upper.",
                "currency: {column: a, values: {}} ! .currency.values: lists nothing, so that"
                        + " every row would be refused.",
                "currency: {template: '{a'} ! .currency.template: has a brace that does not"
                        + " belong; columns are {so} or {so|else}.",
                "forecastCategory: {column: a, values: {x: y}} ! .forecastCategory.values: \"y\""
                        + " is not one of OMITTED, PIPELINE, BEST_CASE, COMMIT, CLOSED.",
                "lines: {product: x} ! .lines: has to be a list.",
                "lines: [{quantity: 1}] ! .lines[0]: product is missing, and needed.",
                "moves: [{stage: {column: a, ref: name}, at: {column: a, missing: omit}}] !"
                        + " .moves[0].at.missing: the field is needed, so say refuse or"
                        + " {constant: …}.",
                "closing: {at: {column: a}} ! .closing: outcome is missing, and needed.",
            })
    void namesTheWrongPlaceOfAField(String field, String message) throws IOException {
        assertRefused(
                """
                imports:
                  - entity: opportunities
                    file: deals.csv
                    fields:
                      externalId: {column: id}
                      name: {column: name}
                      %s
                """
                        .formatted(field),
                ("imports[0].fields" + message));
    }

    @Test
    void namesTheLineOfWhatIsNotYaml() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), "zone: UTC\nimports:\n  - a: [\n");

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> Mapping.read(folder.resolve("mapping.yaml")))
                .withMessageStartingWith("mapping.yaml:4 is not YAML: ");
    }

    @Test
    void refusesAKeyThatStandsTwice() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), "zone: UTC\nzone: UTC\n");

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> Mapping.read(folder.resolve("mapping.yaml")))
                .withMessage("mapping.yaml:2 is not YAML: found duplicate key zone.");
    }

    @Test
    void refusesAMappingThatIsNotThereOrEmpty() throws IOException {
        Path file = folder.resolve("mapping.yaml");
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> Mapping.read(file))
                .withMessage("There is no mapping file " + file + ".");

        Files.writeString(file, "");
        assertRefused("", "has to be an object with keys of zone, imports.");
    }

    @Test
    void namesTheColumnsThereAreWhenOneIsNot() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "login,name\n");
        Mapping mapping =
                read(
                        """
                        imports:
                          - entity: users
                            file: people.csv
                            fields:
                              externalId: {template: "user:{id}"}
                              login: {column: login}
                              name: {column: name}
                              roles: [SELLER]
                        """);

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> mapping.steps().getFirst().table(folder))
                .withMessage(
                        "mapping.yaml: imports[0].fields.externalId.template: people.csv has no"
                                + " column \"id\"; it has login, name.");
    }

    @Test
    void reusesAnAnchor() throws IOException {
        Mapping mapping =
                read(
                        """
                        imports:
                          - entity: teams
                            rows: [{id: a}]
                            fields: &team {externalId: {column: id}, name: A, kind: TEAM}
                          - entity: teams
                            rows: [{id: b}]
                            fields: *team
                        """);

        assertThat(mapping.steps()).hasSize(2);
        assertThat(mapping.zone()).isNull();
    }

    private void assertRefused(String yaml, String message) {
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> read(yaml))
                .withMessage("mapping.yaml: " + message);
    }

    private Mapping read(String yaml) throws IOException {
        Path file = folder.resolve("mapping.yaml");
        Files.writeString(file, yaml);
        return Mapping.read(file);
    }
}
