package headwater.crm;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

import headwater.crm.contract.Contract;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * schema.graphqls is a contract: everything in it is served, described and has a permission class.
 */
@Api
class ContractTests {
    @Autowired private SchemaReports reports;

    private final TypeDefinitionRegistry contract = contract();

    @Test
    void everyFieldIsMapped() {
        assertThat(reports.last().unmappedFields()).isEmpty();
        assertThat(reports.last().unmappedRegistrations()).isEmpty();
        assertThat(reports.last().unmappedArguments()).isEmpty();
    }

    @Test
    void everyNullnessOfTheSchemaIsKeptByTheCode() {
        assertThat(reports.last().fieldNullnessErrors()).isEmpty();
        assertThat(reports.last().argumentNullnessErrors()).isEmpty();
    }

    @Test
    void everythingIsDescribed() {
        List<String> silent = new ArrayList<>();
        contract.types()
                .values()
                .forEach(
                        type -> {
                            collect(type, type.getName(), silent);
                        });
        assertThat(silent).isEmpty();
    }

    @Test
    void everyFieldThatCanBeTakenAwayIsNullable() {
        List<String> wrong = new ArrayList<>();
        List<String> withoutClass = new ArrayList<>();
        for (var type : contract.getTypes(ObjectTypeDefinition.class)) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                String accessClass = accessClass(type, field);
                if (accessClass.isEmpty()) {
                    withoutClass.add(type.getName() + "." + field.getName());
                }
                if (accessClass.equals("FIELD") && field.getType() instanceof NonNullType) {
                    wrong.add(type.getName() + "." + field.getName());
                }
            }
        }
        assertThat(withoutClass).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatDecidesAboutAFieldIsAFieldThatCanBeTakenAway() {
        var governing = new Contract().governing();

        governing.forEach(
                (field, deciding) ->
                        deciding.stream()
                                .filter(other -> !other.equals(field))
                                .forEach(
                                        other ->
                                                assertThat(governing)
                                                        .as("@access(by:) of " + field)
                                                        .containsKey(other)));
    }

    @Test
    void everyListIsAConnectionOrStatesItsLimit() {
        Set<String> frames = Set.of("edges", "nodes", "userErrors", "field", "roles");
        List<String> unlimited = new ArrayList<>();
        for (var type : contract.getTypes(ObjectTypeDefinition.class)) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                boolean stated =
                        field.getDescription() != null
                                && field.getDescription()
                                        .getContent()
                                        .matches("(?s).*at most [\\d,]+.*");
                if (isList(field.getType()) && !frames.contains(field.getName()) && !stated) {
                    unlimited.add(type.getName() + "." + field.getName());
                }
            }
        }
        assertThat(unlimited).isEmpty();
    }

    private static void collect(Node<?> node, String path, List<String> silent) {
        if (node instanceof DescribedNode<?> described && described.getDescription() == null) {
            silent.add(path);
        }
        switch (node) {
            case ObjectTypeDefinition type ->
                    type.getFieldDefinitions()
                            .forEach(f -> collect(f, path + "." + f.getName(), silent));
            case FieldDefinition field ->
                    field.getInputValueDefinitions()
                            .forEach(a -> collect(a, path + "." + a.getName(), silent));
            case InputObjectTypeDefinition type ->
                    type.getInputValueDefinitions()
                            .forEach(f -> collect(f, path + "." + f.getName(), silent));
            case EnumTypeDefinition type ->
                    type.getEnumValueDefinitions()
                            .forEach(v -> collect(v, path + "." + v.getName(), silent));
            default -> {}
        }
    }

    private static String accessClass(ObjectTypeDefinition type, FieldDefinition field) {
        var directives =
                field.hasDirective("access")
                        ? field.getDirectives("access")
                        : type.getDirectives("access");
        return directives.isEmpty()
                ? ""
                : ((graphql.language.EnumValue)
                                directives.getFirst().getArgument("class").getValue())
                        .getName();
    }

    private static boolean isList(Type<?> type) {
        return switch (type) {
            case ListType list -> true;
            case NonNullType nonNull -> isList(nonNull.getType());
            default -> false;
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
