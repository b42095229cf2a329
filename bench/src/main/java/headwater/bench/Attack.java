package headwater.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * A request that has to be refused.
 *
 * @param row of the attack table that SECURITY.md keeps
 * @param headers beside the ordinary ones, or instead of them
 * @param body of the n-th request; an attacker does not send a cached one twice
 * @param status of the refusal
 */
record Attack(
        int row,
        String name,
        boolean signedIn,
        String method,
        Map<String, String> headers,
        LongFunction<BodyPublisher> body,
        int status) {
    private static final AtomicLong COUNT = new AtomicLong();

    /** A document, another one each time by a comment at its end. */
    static Attack document(int row, String name, boolean signedIn, String document) {
        String start =
                new String(
                        Caller.body(document + " #", Map.of()),
                        java.nio.charset.StandardCharsets.UTF_8);
        int end = start.lastIndexOf(" #\"") + 2;
        return new Attack(
                row,
                name,
                signedIn,
                "POST",
                Map.of(),
                n -> BodyPublishers.ofString(start.substring(0, end) + n + start.substring(end)),
                400);
    }

    static Attack body(int row, String name, boolean signedIn, String body) {
        return new Attack(
                row, name, signedIn, "POST", Map.of(), n -> BodyPublishers.ofString(body), 400);
    }

    Attack by(String otherMethod) {
        return new Attack(row, name, signedIn, otherMethod, headers, body, status);
    }

    Attack with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Attack(row, name, signedIn, method, more, body, status);
    }

    Attack sending(LongFunction<BodyPublisher> other) {
        return new Attack(row, name, signedIn, method, headers, other, status);
    }

    Attack refusedBy(int otherStatus) {
        return new Attack(row, name, signedIn, method, headers, body, otherStatus);
    }

    /** Whether it was refused as it has to be. */
    boolean isRefused(Caller caller) throws java.io.IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json");
        all.put("Accept", "application/graphql-response+json");
        if (signedIn) {
            all.put("Authorization", "Bearer " + caller.token());
        }
        all.putAll(headers);
        var request =
                HttpRequest.newBuilder(URI.create(caller.endpoint() + "?n=0"))
                        .method(method, body.apply(COUNT.incrementAndGet()));
        all.forEach(request::header);
        var answer = caller.http().send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() == status
                && (status != 200 || answer.body().contains("\"errors\":[{"));
    }
}
