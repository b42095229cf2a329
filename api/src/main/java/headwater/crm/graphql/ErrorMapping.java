package headwater.crm.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;

import headwater.crm.graphql.guard.TimeLimitReached;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.FieldNotAccessible;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.HeadwaterException;
import headwater.crm.shared.InvalidCursor;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.Unauthenticated;
import headwater.crm.shared.UpstreamUnavailable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives every error its stable {@code extensions.code}; what is not meant for callers becomes
 * INTERNAL and is logged.
 */
@Component
class ErrorMapping extends DataFetcherExceptionResolverAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    @Override
    protected @Nullable GraphQLError resolveToSingleError(
            Throwable thrown, DataFetchingEnvironment environment) {
        return switch (thrown) {
            case HeadwaterException known -> known(known, environment);
            case BindException invalid ->
                    error(
                            environment,
                            ErrorType.BAD_REQUEST,
                            "BAD_USER_INPUT",
                            "An argument cannot be read"
                                    + invalid.getFieldErrors().stream()
                                            .map(FieldError::getField)
                                            .collect(Collectors.joining(", ", ": ", "."))
                                            .replace(": .", "."));
            case Throwable late when TimeLimitReached.isCauseOf(late) -> {
                LOG.warn(
                        "{} reached its time limit, request {}",
                        environment.getExecutionStepInfo().getPath(),
                        environment.getExecutionId());
                yield error(
                        environment,
                        ErrorType.INTERNAL_ERROR,
                        "TIMEOUT",
                        "This took too long and was stopped; ask for less at once.");
            }
            default -> {
                LOG.error(
                        "{} failed, request {}",
                        environment.getExecutionStepInfo().getPath(),
                        environment.getExecutionId(),
                        thrown);
                yield error(
                        environment,
                        ErrorType.INTERNAL_ERROR,
                        "INTERNAL",
                        "Something went wrong here; the log knows it as request "
                                + environment.getExecutionId()
                                + ".");
            }
        };
    }

    private static GraphQLError known(
            HeadwaterException exception, DataFetchingEnvironment environment) {
        String message = String.valueOf(exception.getMessage());
        return switch (exception) {
            case BadInput e -> error(environment, ErrorType.BAD_REQUEST, "BAD_USER_INPUT", message);
            case Unauthenticated e ->
                    error(environment, ErrorType.UNAUTHORIZED, "UNAUTHENTICATED", message);
            case Forbidden e -> error(environment, ErrorType.FORBIDDEN, "FORBIDDEN", message);
            case FieldNotAccessible e ->
                    error(environment, ErrorType.FORBIDDEN, "FIELD_NOT_ACCESSIBLE", message);
            case InvalidCursor e ->
                    error(environment, ErrorType.BAD_REQUEST, "INVALID_CURSOR", message);
            case NotFound e -> error(environment, ErrorType.NOT_FOUND, "NOT_FOUND", message);
            case UpstreamUnavailable e ->
                    error(environment, ErrorType.INTERNAL_ERROR, "UPSTREAM_UNAVAILABLE", message);
            case Conflict e ->
                    error(
                            environment,
                            ErrorType.BAD_REQUEST,
                            "CONFLICT",
                            message,
                            Map.of("currentVersion", e.currentVersion()));
        };
    }

    private static GraphQLError error(
            DataFetchingEnvironment environment, ErrorType type, String code, String message) {
        return error(environment, type, code, message, Map.of());
    }

    private static GraphQLError error(
            DataFetchingEnvironment environment,
            ErrorType type,
            String code,
            String message,
            Map<String, Object> more) {
        Map<String, Object> extensions = new LinkedHashMap<>(more);
        extensions.put("code", code);
        extensions.put("requestId", environment.getExecutionId().toString());
        return GraphqlErrorBuilder.newError(environment)
                .errorType(type)
                .message("%s", message)
                .extensions(extensions)
                .build();
    }
}
