package headwater.crm.graphql.guard;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.ErrorType;

import java.util.List;
import java.util.Map;

/**
 * Why an operation is not run.
 *
 * @param code of {@code extensions.code}
 */
record Refusal(String code, String message) {

    AbortExecutionException at(@Nullable SourceLocation location) {
        return new AbortExecutionException(List.of(error(location)));
    }

    GraphQLError error(@Nullable SourceLocation location) {
        var error =
                GraphqlErrorBuilder.newError()
                        .errorType(ErrorType.BAD_REQUEST)
                        .message("%s", message)
                        .extensions(Map.of("code", code));
        return (location == null ? error : error.location(location)).build();
    }
}
