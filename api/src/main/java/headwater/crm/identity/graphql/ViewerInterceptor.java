package headwater.crm.identity.graphql;

import headwater.crm.graphql.ViewerArgument;
import headwater.crm.identity.Client;
import headwater.crm.identity.Identity;
import headwater.crm.identity.SignInService;
import headwater.crm.permission.Door;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.InetSocketAddress;

/**
 * Makes the Viewer of a request out of who was found to send it; without one only what is open to
 * all answers.
 */
@Component
class ViewerInterceptor implements WebGraphQlInterceptor {
    /** Names of what controllers may ask the request for. */
    static final String IDENTITY = "identity";

    static final String CLIENT = "client";

    private final SignInService signIn;

    ViewerInterceptor(SignInService signIn) {
        this.signIn = signIn;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Client client = client(request);
        request.configureExecutionInput(
                (input, builder) ->
                        builder.graphQLContext(context -> context.put(CLIENT, client)).build());
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof BearerAuthentication bearer) {
            Identity identity = bearer.identity();
            var viewer =
                    signIn.viewer(
                            identity,
                            door(request.getHeaders().getFirst("X-CRM-Door"), identity),
                            request.getId());
            request.configureExecutionInput(
                    (input, builder) ->
                            builder.graphQLContext(
                                            context -> {
                                                context.put(IDENTITY, identity);
                                                ViewerArgument.put(context, viewer);
                                            })
                                    .build());
        }
        return chain.next(request);
    }

    /**
     * @param named what the client says of itself; null for nothing
     */
    static Door door(@Nullable String named, Identity identity) {
        if (identity.isApiKey()) {
            return Door.INTEGRATION;
        }
        return "UI".equals(named) ? Door.UI : Door.API;
    }

    private static Client client(WebGraphQlRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        String address =
                remote == null
                        ? ""
                        : remote.getAddress() == null
                                ? remote.getHostString()
                                : remote.getAddress().getHostAddress();
        return new Client(address, request.getHeaders().getFirst("User-Agent"));
    }
}
