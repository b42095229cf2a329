package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

import headwater.crm.Api;
import headwater.crm.BrokenDatabase;
import headwater.crm.graphql.Wire.Answer;
import headwater.crm.shared.RecordType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Attack 25: a database that fails under every root field, at every statement it runs. */
@Api
class BrokenDatabaseTests {
    /** They ask no PostgreSQL of their own. */
    private static final Set<String> WITHOUT_STATEMENTS = Set.of("rateLimit", "analytics");

    private static final int MOST_STATEMENTS = 6;

    @Autowired private BrokenDatabase database;
    @LocalServerPort private int port;

    private final TypeDefinitionRegistry contract = contract();
    private Wire admin;

    /** Types that names of arguments and root fields do not say. */
    private static final Map<String, String> MEANT =
            Map.of(
                    "moveStage", "opportunity",
                    "record", "account",
                    "unshareRecord", "recordShare");

    @BeforeEach
    void signIn() {
        admin = new Wire(port).signedIn();
    }

    @Test // 25
    void noQueryTellsWhatBroke() {
        List<String> silent = new ArrayList<>();
        for (FieldDefinition field : fields("Query")) {
            if (!failsInPlainWords("query { " + call(field) + " }")) {
                silent.add(field.getName());
            }
        }

        assertThat(silent).containsExactlyInAnyOrderElementsOf(WITHOUT_STATEMENTS);
    }

    @Test // 25
    void noMutationTellsWhatBroke() {
        List<String> silent = new ArrayList<>();
        for (FieldDefinition field : fields("Mutation")) {
            if (!failsInPlainWords("mutation { " + call(field) + " }")) {
                silent.add(field.getName());
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test // 25
    void theViewersOwnStatementFailsInPlainWordsToo() {
        Answer answer = database.after(0, () -> admin.ask("{ __typename }"));

        HttpAttackTests.assertRefused(answer, 500, "INTERNAL");
        assertInPlainWords(answer);
    }

    /**
     * The first statement is that of the viewer's roles; then one more is let through each time.
     */
    private boolean failsInPlainWords(String document) {
        if (admin.ask("{ __typename }").status() == 401) {
            // The mutation before was one that ends sessions.
            signIn();
        }
        boolean failed = false;
        for (int statements = 1; statements < MOST_STATEMENTS; statements++) {
            Answer answer = database.after(statements, () -> admin.ask(document));
            assertThat(answer.codes())
                    .as(document + answer.text())
                    .doesNotContain(
                            "GRAPHQL_VALIDATION_FAILED",
                            "GRAPHQL_PARSE_FAILED",
                            "QUERY_TOO_COMPLEX",
                            "RATE_LIMITED");
            assertInPlainWords(answer);
            failed |= answer.codes().contains("INTERNAL");
        }
        return failed;
    }

    private static void assertInPlainWords(Answer answer) {
        assertThat(answer.text())
                .doesNotContainIgnoringCase(
                        "broken_on_purpose",
                        "syntax error",
                        "exception",
                        "select ",
                        "insert into",
                        "org.",
                        "java.",
                        "jooq",
                        "postgres",
                        "\\tat ");
    }

    private List<FieldDefinition> fields(String type) {
        return type(type, ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions();
    }

    private <T extends TypeDefinition<T>> Optional<T> type(String name, Class<T> kind) {
        return Optional.ofNullable(contract.getTypeOrNull(name, kind));
    }

    private String call(FieldDefinition field) {
        String arguments =
                field.getInputValueDefinitions().stream()
                        .filter(
                                a ->
                                        a.getType() instanceof NonNullType
                                                || a.getName().equals("first"))
                        .map(
                                a ->
                                        a.getName()
                                                + ": "
                                                + value(a.getType(), a.getName(), field.getName()))
                        .collect(Collectors.joining(", "));
        return field.getName()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + selection(field.getType(), name(field.getType()).endsWith("Connection") ? 3 : 2);
    }

    /** Every field that needs no argument, some levels down. */
    private String selection(Type<?> type, int levels) {
        var object = type(name(type), ObjectTypeDefinition.class);
        if (object.isEmpty()) {
            return type(name(type), InterfaceTypeDefinition.class).isPresent()
                    ? " { __typename }"
                    : "";
        }
        if (levels == 0) {
            return " { __typename }";
        }
        return object.get().getFieldDefinitions().stream()
                .filter(f -> f.getInputValueDefinitions().isEmpty())
                .filter(f -> !f.getName().equals("edges"))
                .map(f -> f.getName() + selection(f.getType(), levels - 1))
                .collect(Collectors.joining(" ", " { ", " }"));
    }

    private String value(Type<?> type, String name, String rootField) {
        return switch (type) {
            case NonNullType nonNull -> value(nonNull.getType(), name, rootField);
            case ListType list -> "[" + value(list.getType(), name, rootField) + "]";
            case TypeName named -> named(named.getName(), name, rootField);
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private String named(String type, String name, String rootField) {
        return switch (type) {
            case "String" -> '"' + text(name) + '"';
            case "Int" -> "1";
            case "Boolean" -> "true";
            case "ID" -> '"' + id(name, rootField) + '"';
            case "Date" -> "\"2026-03-31\"";
            case "DateTime" -> "\"2026-03-31T00:00:00Z\"";
            case "Decimal" -> "\"7.5\"";
            default ->
                    type(type, EnumTypeDefinition.class)
                            .map(e -> e.getEnumValueDefinitions().getFirst().getName())
                            .orElseGet(() -> object(type, rootField));
        };
    }

    private String object(String type, String rootField) {
        var input = type(type, InputObjectTypeDefinition.class).orElseThrow();
        List<InputValueDefinition> fields = input.getInputValueDefinitions();
        if (input.hasDirective("oneOf")) {
            fields = fields.subList(1, 2);
        } else {
            fields =
                    fields.stream()
                            .filter(
                                    f ->
                                            f.getType() instanceof NonNullType
                                                    || f.getName().equals("externalId"))
                            .toList();
        }
        return fields.stream()
                .map(f -> f.getName() + ": " + value(f.getType(), f.getName(), rootField))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String text(String name) {
        return switch (name) {
            case "password", "currentPassword", "newPassword" -> "a long password";
            case "refreshToken" -> "hwr_1." + "A".repeat(43);
            default -> "x1";
        };
    }

    /** Of the type that the argument, or else the root field, is named after. */
    private static String id(String name, String rootField) {
        for (String argument : List.of(name, rootField)) {
            String word = MEANT.getOrDefault(argument, argument);
            var type =
                    Arrays.stream(RecordType.values())
                            .filter(
                                    t ->
                                            word.toLowerCase(Locale.ROOT)
                                                    .contains(
                                                            t.typeName().toLowerCase(Locale.ROOT)))
                            .max(Comparator.comparing(t -> t.typeName().length()));
            if (type.isPresent()) {
                return type.get().encode(1);
            }
        }
        return RecordType.ofTypeName("User").orElseThrow().encode(1);
    }

    private static String name(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> name(nonNull.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static TypeDefinitionRegistry contract() {
        try (var schema = new ClassPathResource("graphql/schema.graphqls").getInputStream()) {
            return new SchemaParser().parse(schema);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
