package headwater.crm.graphql;

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

import headwater.crm.shared.RecordType;

import org.springframework.core.io.ClassPathResource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a plausible call of any root field out of the schema alone. */
public final class Calls {
    /** Types that names of arguments and root fields do not say. */
    private static final Map<String, String> MEANT =
            Map.ofEntries(
                    Map.entry("decideApproval", "approvalTask"),
                    Map.entry("moveStage", "opportunity"),
                    Map.entry("withdrawStageMove", "opportunity"),
                    Map.entry("recordMilestone", "contract"),
                    Map.entry("withdrawAmendment", "contract"),
                    Map.entry("record", "account"),
                    Map.entry("records", "lead"),
                    Map.entry("pooledRecord", "lead"),
                    Map.entry("releaseRecord", "lead"),
                    Map.entry("lockRecord", "lead"),
                    Map.entry("unlockRecord", "lead"),
                    Map.entry("assignRecord", "lead"),
                    Map.entry("unshareRecord", "recordShare"),
                    Map.entry("stageGuide", "opportunity"),
                    Map.entry("confirmCommissionPayout", "commissionPayout"),
                    Map.entry("customer360", "account"));

    private final TypeDefinitionRegistry contract = contract();

    /** The root fields of Query or Mutation. */
    public List<FieldDefinition> fields(String type) {
        return type(type, ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions();
    }

    private <T extends TypeDefinition<T>> Optional<T> type(String name, Class<T> kind) {
        return Optional.ofNullable(contract.getTypeOrNull(name, kind));
    }

    /** With its required arguments, and every field of its answer that needs none. */
    public String of(FieldDefinition field) {
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
            // Other tests need what key 1 names, such as the default pipeline.
            case "Int" -> rootField.startsWith("delete") ? "99" : "1";
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
