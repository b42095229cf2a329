package headwater.crm.graphql.guard;

import java.util.Map;

/** Why a request is turned away at the HTTP door. */
final class HttpRefusal extends RuntimeException {
    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    HttpRefusal(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    HttpRefusal(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static HttpRefusal badInput(String message) {
        return new HttpRefusal(400, "BAD_USER_INPUT", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
