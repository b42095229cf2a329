package headwater.crm.graphql.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/** The budget as HTTP headers, named as GitHub names them. */
final class RateHeaders {
    private RateHeaders() {}

    static Map<String, String> of(Charge charge) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit", String.valueOf(charge.limits().budget()));
        headers.put("x-ratelimit-remaining", String.valueOf(charge.remaining()));
        headers.put(
                "x-ratelimit-restore-rate", String.valueOf(charge.limits().restoredPerSecond()));
        Long wait = charge.retryAfterSeconds();
        if (wait != null) {
            headers.put("Retry-After", wait.toString());
        }
        return headers;
    }
}
