package headwater.crm.graphql.guard;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the errors that graphql-java makes itself their code, and every error its request id. */
final class ErrorCodes {
    private ErrorCodes() {}

    static List<GraphQLError> completed(List<GraphQLError> errors, String requestId) {
        return errors.stream()
                .limit(Limits.PAGE)
                .map(error -> completed(error, requestId))
                .toList();
    }

    private static GraphQLError completed(GraphQLError error, String requestId) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (error.getExtensions() != null) {
            extensions.putAll(error.getExtensions());
        }
        extensions.putIfAbsent("code", code(error));
        extensions.put("requestId", requestId);
        ErrorClassification type = error.getErrorType();
        var builder =
                GraphqlErrorBuilder.newError()
                        .message("%s", error.getMessage())
                        .locations(error.getLocations())
                        .path(error.getPath())
                        .extensions(extensions);
        return (type == null ? builder : builder.errorType(type)).build();
    }

    private static String code(GraphQLError error) {
        return switch (error) {
            case CoercingParseValueException e -> "BAD_USER_INPUT";
            case NonNullableValueCoercedAsNullException e -> "BAD_USER_INPUT";
            case ValidationError e
                    when e.getValidationErrorType() == ValidationErrorType.MaxQueryDepthExceeded ->
                    "QUERY_TOO_DEEP";
            case ValidationError e
                    when e.getValidationErrorType() == ValidationErrorType.MaxQueryFieldsExceeded ->
                    "QUERY_TOO_COMPLEX";
            default -> code(String.valueOf(error.getErrorType()));
        };
    }

    private static String code(String classification) {
        return switch (classification) {
            case "InvalidSyntax" -> "GRAPHQL_PARSE_FAILED";
            case "ValidationError", "BadFaithIntrospection", "OperationNotSupported" ->
                    "GRAPHQL_VALIDATION_FAILED";
            default -> "INTERNAL";
        };
    }
}
