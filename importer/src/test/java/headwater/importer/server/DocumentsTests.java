package headwater.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;

import headwater.importer.Contract;
import headwater.importer.mapping.Entity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

class DocumentsTests {
    private static final GraphQLSchema SCHEMA = Contract.schema(Map.of(), Map.of());

    static Stream<String> documents() {
        return Stream.concat(
                Stream.of(Documents.SIGN_IN, Documents.COMPANY),
                Arrays.stream(Entity.values()).map(Documents::importOf));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isValidAgainstTheContract(String document) {
        var input = ExecutionInput.newExecutionInput(document).build();

        var result = ParseAndValidate.parseAndValidate(SCHEMA, input);

        assertThat(result.getErrors()).isEmpty();
    }
}
