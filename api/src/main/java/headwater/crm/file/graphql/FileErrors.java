package headwater.crm.file.graphql;

import headwater.crm.graphql.ErrorAnswer;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.HeadwaterException;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.Refused;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import java.io.IOException;

/** Says over HTTP what GraphQL would say, in the same form. */
@RestControllerAdvice(assignableTypes = FileController.class)
class FileErrors {
    private final ErrorAnswer errors;

    FileErrors(ErrorAnswer errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void refused(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var first = refused.errors().getFirst();
        errors.write(request, response, 422, first.code().name(), first.message());
    }

    @ExceptionHandler
    void known(
            HeadwaterException exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String message = String.valueOf(exception.getMessage());
        switch (exception) {
            case NotFound e -> errors.write(request, response, 404, "NOT_FOUND", message);
            case Forbidden e -> errors.write(request, response, 403, "FORBIDDEN", message);
            default -> errors.write(request, response, 400, "BAD_USER_INPUT", message);
        }
    }

    @ExceptionHandler
    void busy(Transfers.Busy busy, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        errors.write(request, response, 429, "RATE_LIMITED", String.valueOf(busy.getMessage()));
    }

    @ExceptionHandler
    void incomplete(
            ServletRequestBindingException exception,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        errors.write(
                request,
                response,
                400,
                "BAD_USER_INPUT",
                "A file is sent by POST %s?record=acc_71&name=plan.pdf, with what it holds as the body: %s"
                        .formatted(FileController.PATH, exception.getMessage()));
    }
}
