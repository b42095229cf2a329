package headwater.importer;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseValueException;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The public contract, with scalars that read as strictly as the api's. */
public final class Contract {
    private Contract() {}

    /** Executable for these fields of Query and Mutation. */
    public static GraphQLSchema schema(
            Map<String, DataFetcher<?>> queries, Map<String, DataFetcher<?>> mutations) {
        RuntimeWiring wiring =
                RuntimeWiring.newRuntimeWiring()
                        .wiringFactory(new InterfacesOnly())
                        .scalar(scalar("DateTime", text -> OffsetDateTime.parse(text)))
                        .scalar(scalar("Date", LocalDate::parse))
                        .scalar(scalar("Decimal", BigDecimal::new))
                        .type("Query", type -> type.dataFetchers(erased(queries)))
                        .type("Mutation", type -> type.dataFetchers(erased(mutations)))
                        .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(text()), wiring);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, DataFetcher> erased(Map<String, DataFetcher<?>> fetchers) {
        return (Map) fetchers;
    }

    private static String text() {
        try (var stream =
                Objects.requireNonNull(
                        Contract.class.getResourceAsStream("/schema.graphqls"), "no contract")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields come from maps by their names. */
    private static final class InterfacesOnly extends MockedWiringFactory {
        @Override
        public boolean providesDataFetcher(FieldWiringEnvironment environment) {
            return false;
        }

        @Override
        public boolean providesScalar(ScalarWiringEnvironment environment) {
            return false;
        }
    }

    private static GraphQLScalarType scalar(String name, Function<String, ?> parser) {
        Coercing<Object, Object> coercing =
                new Coercing<>() {
                    @Override
                    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                        try {
                            return parser.apply((String) input);
                        } catch (RuntimeException e) {
                            throw new CoercingParseValueException(name + ": " + input, e);
                        }
                    }

                    @Override
                    public Object parseLiteral(
                            Value<?> input,
                            CoercedVariables variables,
                            GraphQLContext context,
                            Locale locale) {
                        return parser.apply(((StringValue) input).getValue());
                    }

                    @Override
                    public Object serialize(Object value, GraphQLContext context, Locale locale) {
                        return value.toString();
                    }
                };
        return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
    }
}
