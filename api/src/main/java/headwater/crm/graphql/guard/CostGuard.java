package headwater.crm.graphql.guard;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the price of an operation from its caller's budget before anything of it runs. */
@Component
class CostGuard extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters,
            @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        Charge charge = Charge.of(execution.getGraphQLContext());
        Price price = Price.of(execution);
        if (!price.wrongPages().isEmpty()) {
            throw new AbortExecutionException(price.wrongPages());
        }
        charge.price(price.points());
        if (price.points() > Limits.POINTS) {
            throw new Refusal(
                            "QUERY_TOO_COMPLEX",
                            "The operation costs %,d points; at most %,d can be asked for at once: take smaller pages, or fewer within each other."
                                    .formatted(price.points(), Limits.POINTS))
                    .at(null);
        }
        if (!charge.pay()) {
            throw new Refusal(
                            "RATE_LIMITED",
                            "Your budget holds %,d points and the operation costs %,d; wait %d seconds."
                                    .formatted(
                                            charge.remaining(),
                                            price.points(),
                                            charge.retryAfterSeconds()))
                    .at(null);
        }
        Deadline.extend(Limits.ROW.multipliedBy(price.rows()));
        return null;
    }
}
