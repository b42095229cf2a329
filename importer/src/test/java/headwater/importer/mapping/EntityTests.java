package headwater.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;

import headwater.importer.Contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class EntityTests {
    private static final GraphQLSchema SCHEMA = Contract.schema(Map.of(), Map.of());
    private static final Set<String> NOT_FOR_IMPORT =
            Set.of(
                    "idempotencyKey",
                    "StageInput.id",
                    "InstalmentInput.id",
                    "ImportOpportunityInput.opportunity");
    private static final Set<String> NEEDED_BY_IMPORT = Set.of("externalId");
    private static final Map<Kind, String> SCALARS =
            Map.of(
                    Kind.TEXT, "String",
                    Kind.DECIMAL, "Decimal",
                    Kind.INTEGER, "Int",
                    Kind.YES_NO, "Boolean",
                    Kind.DAY, "Date",
                    Kind.INSTANT, "DateTime",
                    Kind.REF, "RecordRef");

    @ParameterizedTest
    @EnumSource
    void hasExactlyTheFieldsOfTheContract(Entity entity) {
        List<String> ours = new ArrayList<>();
        entity.fields().forEach(field -> describe(field, "", ours));

        List<String> theirs = new ArrayList<>();
        for (String type : types(entity)) {
            describe((GraphQLInputObjectType) SCHEMA.getType(type), "", theirs);
        }

        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }

    private static List<String> types(Entity entity) {
        return switch (entity) {
            case TEAMS -> List.of("CreateTeamInput");
            case USERS -> List.of("CreateUserInput");
            case ACCOUNTS -> List.of("CreateAccountInput");
            case CONTACTS -> List.of("CreateContactInput");
            case PRODUCTS -> List.of("CreateProductInput");
            case PIPELINES -> List.of("CreatePipelineInput");
            case OPPORTUNITIES -> List.of("CreateOpportunityInput", "ImportOpportunityInput");
            case LEADS -> List.of("CreateLeadInput");
            case CONTRACTS -> List.of("CreateContractInput");
            case RECEIPTS -> List.of("CreateReceiptInput");
            case INVOICES -> List.of("CreateInvoiceInput");
            case VOUCHERS -> List.of("CreateVoucherInput");
        };
    }

    private static void describe(Field field, String prefix, List<String> lines) {
        String name = prefix + field.name();
        String type =
                switch (field.kind()) {
                    case CHOICE -> field.choices().toString();
                    case GROUP -> "object";
                    default -> SCALARS.getOrDefault(field.kind(), "");
                };
        lines.add(line(name, type, field.many(), field.required()));
        field.parts().forEach(part -> describe(part, name + ".", lines));
    }

    private static void describe(GraphQLInputObjectType type, String prefix, List<String> lines) {
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            String name = field.getName();
            if (NOT_FOR_IMPORT.contains(name)
                    || NOT_FOR_IMPORT.contains(type.getName() + "." + name)) {
                continue;
            }
            boolean required =
                    GraphQLTypeUtil.isNonNull(field.getType()) || NEEDED_BY_IMPORT.contains(name);
            boolean many = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
            GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(field.getType());
            boolean group =
                    named instanceof GraphQLInputObjectType && !named.getName().equals("RecordRef");
            String what =
                    named instanceof GraphQLEnumType choices
                            ? choices.getValues().stream()
                                    .map(GraphQLEnumValueDefinition::getName)
                                    .toList()
                                    .toString()
                            : group ? "object" : named.getName();
            lines.add(line(prefix + name, what, many, required));
            if (group) {
                describe((GraphQLInputObjectType) named, prefix + name + ".", lines);
            }
        }
    }

    private static String line(String name, String type, boolean many, boolean required) {
        return name + " " + type + (many ? " list" : "") + (required ? " needed" : "");
    }
}
