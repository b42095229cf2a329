package headwater.crm.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Unauthenticated;

import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;

/** Hands controllers their {@link Viewer}; without one the request ends as UNAUTHENTICATED. */
public final class ViewerArgument implements HandlerMethodArgumentResolver {
    private static final String KEY = Viewer.class.getName();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        return of(environment.getGraphQlContext());
    }

    public static void put(GraphQLContext.Builder context, Viewer viewer) {
        context.put(KEY, viewer);
    }

    public static boolean isSignedIn(GraphQLContext context) {
        return context.hasKey(KEY);
    }

    /**
     * @throws Unauthenticated if nobody is signed in
     */
    public static Viewer of(GraphQLContext context) {
        Viewer viewer = context.get(KEY);
        if (viewer == null) {
            throw new Unauthenticated();
        }
        return viewer;
    }
}
