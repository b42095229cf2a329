package headwater.crm.identity.graphql;

import headwater.crm.identity.Identity;
import headwater.crm.identity.KeyScope;
import headwater.crm.identity.SignInService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.Unauthenticated;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;
import java.util.UUID;

/**
 * The Viewer of a request that is no GraphQL: what such a controller does, it does for somebody,
 * within the scopes of his key.
 */
@Component
class ViewerOfRequest implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private final SignInService signIn;

    ViewerOfRequest(SignInService signIn) {
        this.signIn = signIn;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Viewer resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof BearerAuthentication bearer)) {
            throw new Unauthenticated("Only those who are signed in get here.");
        }
        Identity identity = bearer.identity();
        boolean reads =
                request instanceof ServletWebRequest web
                        && "GET".equals(web.getHttpMethod().name());
        KeyScope needed = reads ? KeyScope.READ : KeyScope.WRITE;
        if (identity.isApiKey() && !identity.scopes().contains(needed)) {
            throw new Forbidden(
                    "This needs the scope %s, which this API key does not have.".formatted(needed));
        }
        return signIn.viewer(
                identity,
                ViewerInterceptor.door(request.getHeader("X-CRM-Door"), identity),
                UUID.randomUUID().toString());
    }
}
