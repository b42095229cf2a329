package headwater.crm.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers a request that does not reach GraphQL as GraphQL would: one error with its code. */
@Component
public class ErrorAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswer.class);
    private static final MediaType GRAPHQL =
            MediaType.parseMediaType("application/graphql-response+json");

    private final JsonMapper json;

    ErrorAnswer(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param code of {@code extensions.code}
     * @return the request's id, as answered and logged
     */
    public String write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String message)
            throws IOException {
        String requestId = UUID.randomUUID().toString();
        LOG.info("Request {} refused: {} {}", requestId, status, code);
        response.setStatus(status);
        response.setContentType(
                readsGraphQl(request) ? GRAPHQL.toString() : MediaType.APPLICATION_JSON_VALUE);
        Map<String, String> extensions =
                Map.of(
                        "code", code,
                        "classification", classification(status),
                        "requestId", requestId);
        json.writeValue(
                response.getOutputStream(),
                Map.of("errors", List.of(Map.of("message", message, "extensions", extensions))));
        return requestId;
    }

    private static String classification(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 500 -> "INTERNAL_ERROR";
            default -> "BAD_REQUEST";
        };
    }

    private static boolean readsGraphQl(HttpServletRequest request) {
        try {
            return MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")))
                    .stream()
                    .anyMatch(
                            range ->
                                    range.getQualityValue() > 0
                                            && !range.isWildcardType()
                                            && range.includes(GRAPHQL));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
