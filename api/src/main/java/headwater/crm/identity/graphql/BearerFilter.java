package headwater.crm.identity.graphql;

import headwater.crm.graphql.ErrorAnswer;
import headwater.crm.identity.Bearers;
import headwater.crm.shared.Unauthenticated;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/**
 * Finds out who sends a request; one whose token or key is no longer good ends here, so that
 * programs can tell it by its status.
 */
final class BearerFilter extends OncePerRequestFilter {
    private static final String CHALLENGE =
            "Bearer error=\"invalid_token\", error_description=\"wrong, ended or revoked\"";

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);

    private final DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    private final Bearers bearers;
    private final ErrorAnswer errors;

    BearerFilter(Bearers bearers, ErrorAnswer errors) {
        this.bearers = bearers;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String bearer = header.resolve(request);
            if (bearer != null) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new BearerAuthentication(bearers.identify(bearer)));
                SecurityContextHolder.setContext(context);
            }
        } catch (OAuth2AuthenticationException malformed) {
            refuse(
                    request,
                    response,
                    errors,
                    "Authorization must be one word Bearer and one token.");
            return;
        } catch (Unauthenticated ended) {
            refuse(request, response, errors, String.valueOf(ended.getMessage()));
            return;
        } catch (RuntimeException e) {
            String id =
                    errors.write(
                            request,
                            response,
                            500,
                            "INTERNAL",
                            "Something went wrong here; try again.");
            LOG.error("Request {} failed before it was known who asks", id, e);
            return;
        }
        chain.doFilter(request, response);
    }

    static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            ErrorAnswer errors,
            String message)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        errors.write(request, response, 401, "UNAUTHENTICATED", message);
    }
}
