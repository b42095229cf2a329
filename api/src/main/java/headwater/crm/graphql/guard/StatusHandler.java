package headwater.crm.graphql.guard;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers with the HTTP status that says most; those of the standard for all but overload. */
class StatusHandler extends GraphQlHttpHandler {

    StatusHandler(WebGraphQlHandler handler) {
        super(handler);
    }

    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType type) {
        if (response.getExecutionResult().isDataPresent()) {
            return HttpStatus.OK;
        }
        for (ResponseError error : response.getErrors()) {
            switch (String.valueOf(error.getExtensions().get("code"))) {
                case "RATE_LIMITED" -> {
                    return HttpStatus.TOO_MANY_REQUESTS;
                }
                case "INTERNAL" -> {
                    return HttpStatus.INTERNAL_SERVER_ERROR;
                }
                case "TIMEOUT" -> {
                    return HttpStatus.GATEWAY_TIMEOUT;
                }
                default -> {}
            }
        }
        return super.selectResponseStatus(response, type);
    }
}
