package headwater.crm.graphql.guard;

import graphql.GraphQLContext;

import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Query.rateLimit. */
@Controller
class RateLimitController {

    record RateLimit(int cost, int remaining, int limit, int restoreRate) {}

    @QueryMapping
    RateLimit rateLimit(GraphQLContext context) {
        Charge charge = Charge.of(context);
        return new RateLimit(
                charge.requested(),
                charge.remaining(),
                charge.limits().budget(),
                charge.limits().restoredPerSecond());
    }
}
