package headwater.crm;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.execution.SchemaReport;

import java.util.Objects;

/** Keeps what Spring for GraphQL found when it held the code against the schema. */
@TestConfiguration
public class SchemaReports {
    private volatile SchemaReport report;

    @Bean
    GraphQlSourceBuilderCustomizer keepReport() {
        return builder -> builder.inspectSchemaMappings(found -> report = found);
    }

    public SchemaReport last() {
        return Objects.requireNonNull(report, "the schema was not inspected");
    }
}
