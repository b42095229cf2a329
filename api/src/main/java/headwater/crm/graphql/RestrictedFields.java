package headwater.crm.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Names in {@code extensions.restricted} the fields of an answer that were withheld, by coordinate,
 * so that nobody takes their null for an empty value.
 */
@Component
class RestrictedFields extends SimplePerformantInstrumentation {

    static void add(GraphQLContext context, String coordinate) {
        Objects.requireNonNull(
                        context.<Set<String>>computeIfAbsent(
                                RestrictedFields.class, key -> new ConcurrentSkipListSet<>()))
                .add(coordinate);
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        Set<String> restricted = parameters.getGraphQLContext().get(RestrictedFields.class);
        if (restricted == null) {
            return CompletableFuture.completedFuture(result);
        }
        Map<Object, Object> extensions = new LinkedHashMap<>();
        if (result.getExtensions() != null) {
            extensions.putAll(result.getExtensions());
        }
        extensions.put("restricted", List.copyOf(restricted));
        return CompletableFuture.completedFuture(
                result.transform(builder -> builder.extensions(extensions)));
    }
}
