package headwater.crm.graphql.guard;

import headwater.crm.graphql.ErrorAnswer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Map;

/**
 * Lets a request through to GraphQL only when it is a POST of one JSON object of bounded size whose
 * answer the client can read as JSON; all else is answered here, and nothing of it runs.
 */
@Component
class HttpDoor extends OncePerRequestFilter {
    private static final String PATH = "/graphql";

    private final JsonMapper json;
    private final Budgets budgets;
    private final TrustedDocuments trusted;
    private final ErrorAnswer errors;

    HttpDoor(JsonMapper json, Budgets budgets, TrustedDocuments trusted, ErrorAnswer errors) {
        this.json = json;
        this.budgets = budgets;
        this.trusted = trusted;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Not the URI: an escaped letter in it leads to the same servlet path.
        return !PATH.equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Headers.check(request);
            Caller caller = budgets.callerOf(request);
            checkBudget(caller);
            byte[] body = body(request, caller.limits().bodyBytes());
            Envelope envelope = Envelope.read(body);
            String document = trusted.documentOf(envelope);
            if (envelope.documentId() != null) {
                body = withDocument(body, document);
            }
            request.setAttribute(Caller.ATTRIBUTE, caller);
            Deadline.begin(Limits.REQUEST);
            chain.doFilter(new CheckedRequest(request, body), response);
        } catch (HttpRefusal refusal) {
            answer(request, response, refusal);
        } finally {
            Deadline.end();
        }
    }

    private static void checkBudget(Caller caller) {
        if (caller.budget().getAvailableTokens() < 1) {
            var charge = new Charge(caller);
            charge.price(1);
            if (!charge.pay()) {
                throw new HttpRefusal(
                        429,
                        "RATE_LIMITED",
                        "Your budget is used up; wait %d seconds."
                                .formatted(charge.retryAfterSeconds()),
                        RateHeaders.of(charge));
            }
        }
    }

    private static byte[] body(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() <= limit) {
            byte[] body = request.getInputStream().readNBytes(limit + 1);
            if (body.length <= limit) {
                return body;
            }
        }
        throw new HttpRefusal(
                413,
                "BAD_USER_INPUT",
                "The body has more than %,d bytes.".formatted(limit),
                Map.of("Connection", "close"));
    }

    private byte[] withDocument(byte[] body, String document) {
        ObjectNode request = (ObjectNode) json.readTree(body);
        return json.writeValueAsBytes(request.put("query", document));
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, HttpRefusal refusal)
            throws IOException {
        refusal.headers().forEach(response::setHeader);
        errors.write(
                request,
                response,
                refusal.status(),
                refusal.code(),
                String.valueOf(refusal.getMessage()));
    }
}
