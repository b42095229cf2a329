package headwater.crm.graphql.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import io.github.bucket4j.Bucket;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * One bucket of points per person, and one per address for those who are not signed in. In memory:
 * with n processes behind a balancer a caller has n budgets.
 */
@Component
class Budgets {
    private static final int MAX_CALLERS = 100_000;

    private record Key(boolean signedIn, String name) {}

    // A bucket that is not used is full again within half a minute, so forgetting it gives nothing
    // away.
    private final LoadingCache<Key, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MAX_CALLERS)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build(key -> bucket(key.signedIn ? Limits.SIGNED_IN : Limits.ANONYMOUS));

    Caller callerOf(HttpServletRequest request) {
        var person = request.getUserPrincipal();
        return person == null
                ? new Caller(
                        Limits.ANONYMOUS,
                        buckets.get(new Key(false, String.valueOf(request.getRemoteAddr()))))
                : new Caller(Limits.SIGNED_IN, buckets.get(new Key(true, person.getName())));
    }

    private static Bucket bucket(Limits limits) {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(limits.budget())
                                        .refillGreedy(
                                                limits.restoredPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
