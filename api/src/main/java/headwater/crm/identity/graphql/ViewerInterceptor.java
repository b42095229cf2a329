package headwater.crm.identity.graphql;

import headwater.crm.graphql.ViewerArgument;
import headwater.crm.identity.SignInService;
import headwater.crm.permission.Door;
import headwater.crm.shared.Unauthenticated;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/**
 * Makes the Viewer of a request out of its checked token; without one only what is open to all
 * answers.
 */
@Component
class ViewerInterceptor implements WebGraphQlInterceptor {
    private final SignInService signIn;

    ViewerInterceptor(SignInService signIn) {
        this.signIn = signIn;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken token) {
            Door door =
                    "UI".equals(request.getHeaders().getFirst("X-CRM-Door")) ? Door.UI : Door.API;
            try {
                var viewer = signIn.viewer(Long.parseLong(token.getName()), door, request.getId());
                request.configureExecutionInput(
                        (input, builder) ->
                                builder.graphQLContext(
                                                context -> ViewerArgument.put(context, viewer))
                                        .build());
            } catch (Unauthenticated goneMeanwhile) {
                // The request goes on without a Viewer: each field that needs one says
                // UNAUTHENTICATED.
            }
        }
        return chain.next(request);
    }
}
