package headwater.crm.graphql.guard;

import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.parser.ParserOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;
import java.util.Map;

/** Outermost: every request gets its limits and its price, every answer its codes and headers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EdgeInterceptor implements WebGraphQlInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeInterceptor.class);

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (!(request.getAttributes().get(Caller.ATTRIBUTE) instanceof Caller caller)) {
            return Mono.error(new IllegalStateException("A request came past the HTTP door"));
        }
        var charge = new Charge(caller);
        request.configureExecutionInput(
                (input, builder) ->
                        builder.graphQLContext(
                                        context ->
                                                context.put(Charge.class, charge)
                                                        .put(ParserOptions.class, Limits.PARSER))
                                .build());
        return Mono.defer(() -> chain.next(request))
                .onErrorResume(failure -> Mono.fromSupplier(() -> failed(request, failure)))
                .map(response -> completed(request, response, charge));
    }

    private static WebGraphQlResponse failed(WebGraphQlRequest request, Throwable failure) {
        boolean late = TimeLimitReached.isCauseOf(failure);
        LOG.error("Request {} failed before it ran", request.getId(), failure);
        GraphQLError error =
                GraphqlErrorBuilder.newError()
                        .errorType(ErrorType.INTERNAL_ERROR)
                        .message(
                                "%s",
                                late
                                        ? "The request took too long."
                                        : "Something went wrong here; the log knows it as request "
                                                + request.getId()
                                                + ".")
                        .extensions(Map.of("code", late ? "TIMEOUT" : "INTERNAL"))
                        .build();
        return new WebGraphQlResponse(
                new DefaultExecutionGraphQlResponse(
                        request.toExecutionInput(), new ExecutionResultImpl(error)));
    }

    private static WebGraphQlResponse completed(
            WebGraphQlRequest request, WebGraphQlResponse response, Charge charge) {
        charge.payAtLeastOne();
        Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
        if (charge.requested() > 0) {
            extensions.put("cost", charge.asExtension());
        }
        var errors = response.getExecutionResult().getErrors();
        WebGraphQlResponse completed =
                response.transform(
                        builder ->
                                builder.errors(ErrorCodes.completed(errors, request.getId()))
                                        .extensions(extensions.isEmpty() ? null : extensions));
        RateHeaders.of(charge).forEach(completed.getResponseHeaders()::set);
        return completed;
    }
}
