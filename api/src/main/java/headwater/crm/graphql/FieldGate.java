package headwater.crm.graphql;

import graphql.Scalars;
import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Mask;
import headwater.crm.permission.Viewer;
import headwater.crm.schema.PublicSchema;

import org.jspecify.annotations.Nullable;

/**
 * Stands before every field that roles can take away, whoever serves it: below READ its value is
 * not even fetched, but for a text of which the pattern may be seen.
 */
final class FieldGate extends GraphQLTypeVisitorStub {
    private final PublicSchema schema;

    FieldGate(PublicSchema schema) {
        this.schema = schema;
    }

    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (context.getParentNode() instanceof GraphQLObjectType type) {
            String coordinate = type.getName() + "." + field.getName();
            if (schema.governing().containsKey(coordinate)) {
                var code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
                var coordinates = FieldCoordinates.coordinates(type, field);
                DataFetcher<?> fetcher = code.getDataFetcher(coordinates, field);
                boolean text =
                        GraphQLTypeUtil.unwrapNonNull(field.getType()) == Scalars.GraphQLString;
                var gate = new Gate(coordinate, text, fetcher);
                // Spring leaves trivial fetchers alone, and there is one for each value of a list.
                code.dataFetcher(
                        coordinates,
                        fetcher instanceof TrivialDataFetcher<?> ? new TrivialGate(gate) : gate);
            }
        }
        return TraversalControl.CONTINUE;
    }

    /**
     * @param text whether a pattern of the value can be shown
     */
    private record Gate(String coordinate, boolean text, DataFetcher<?> fetcher)
            implements DataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            Viewer viewer = ViewerArgument.of(environment.getGraphQlContext());
            FieldLevel level = viewer.fields().of(coordinate);
            if (level.includes(FieldLevel.READ)) {
                return fetcher.get(environment);
            }
            if (level == FieldLevel.MASKED && text) {
                return fetcher.get(environment) instanceof String value ? Mask.of(value) : null;
            }
            RestrictedFields.add(environment.getGraphQlContext(), coordinate);
            return null;
        }
    }

    private record TrivialGate(Gate gate) implements TrivialDataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            return gate.get(environment);
        }
    }
}
