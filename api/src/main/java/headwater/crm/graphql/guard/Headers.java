package headwater.crm.graphql.guard;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What the headers of a GraphQL request must say. */
final class Headers {
    static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");

    private Headers() {}

    /**
     * @throws HttpRefusal with 405, 406 or 415
     */
    static void check(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            throw new HttpRefusal(
                    405,
                    "BAD_USER_INPUT",
                    "GraphQL is served by POST.",
                    Map.of(HttpHeaders.ALLOW, "POST"));
        }
        if (!sendsJson(request)) {
            throw new HttpRefusal(
                    415,
                    "BAD_USER_INPUT",
                    "The body must be application/json in UTF-8, not compressed.",
                    Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
        }
        if (!reads(request, MediaType.APPLICATION_JSON) && !reads(request, GRAPHQL)) {
            throw new HttpRefusal(
                    406,
                    "BAD_USER_INPUT",
                    "Answers are application/graphql-response+json or application/json; there is no event stream here.");
        }
    }

    private static boolean sendsJson(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        try {
            MediaType type =
                    MediaType.parseMediaType(
                            String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE)));
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null
                            || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Whether the client says that it reads the type, or says nothing. */
    static boolean reads(HttpServletRequest request, MediaType type) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (accepted.stream().noneMatch(StringUtils::hasText)) {
            return type.equals(MediaType.APPLICATION_JSON);
        }
        try {
            return MediaType.parseMediaTypes(accepted).stream()
                    .anyMatch(
                            range ->
                                    range.getQualityValue() > 0
                                            && range.includes(type)
                                            && (!range.isWildcardType()
                                                    || type.equals(MediaType.APPLICATION_JSON)));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
