package headwater.crm.graphql.guard;

import graphql.GraphQLContext;

import io.github.bucket4j.Bucket;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** What one request costs its caller. Used by one thread at a time. */
final class Charge {
    private final Caller caller;
    private int requested;
    private @Nullable Duration retryAfter;

    Charge(Caller caller) {
        this.caller = caller;
    }

    static Charge of(GraphQLContext context) {
        Charge charge = context.get(Charge.class);
        if (charge == null) {
            throw new IllegalStateException("The request came past the guards of the HTTP door");
        }
        return charge;
    }

    Limits limits() {
        return caller.limits();
    }

    /** The price is known, and not paid yet. */
    void price(int points) {
        requested = points;
    }

    /**
     * @return whether the budget had as much
     */
    boolean pay() {
        if (caller.budget().tryConsume(requested)) {
            return true;
        }
        var wait = caller.budget().estimateAbilityToConsume(requested);
        retryAfter = Duration.ofNanos(wait.getNanosToWaitForRefill());
        return false;
    }

    /** A request that failed before it had a price is not free either. */
    void payAtLeastOne() {
        if (requested == 0) {
            caller.budget().consumeIgnoringRateLimits(1);
        }
    }

    int requested() {
        return requested;
    }

    int remaining() {
        return remaining(caller.budget());
    }

    static int remaining(Bucket budget) {
        return (int) Math.max(0, budget.getAvailableTokens());
    }

    /** Whole seconds until the budget suffices again; null unless it did not. */
    @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    Map<String, Object> asExtension() {
        return Map.of(
                "requested", requested,
                "remaining", remaining(),
                "limit", limits().budget(),
                "restoreRate", limits().restoredPerSecond());
    }
}
