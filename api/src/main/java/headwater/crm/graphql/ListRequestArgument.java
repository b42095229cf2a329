package headwater.crm.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;

import headwater.crm.shared.BadInput;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.ListRequest.Order;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Hands controllers the page that a connection field asks for; a wrong one ends as BAD_USER_INPUT.
 */
final class ListRequestArgument implements HandlerMethodArgumentResolver {
    private final CursorSeal seal;

    ListRequestArgument(CursorSeal seal) {
        this.seal = seal;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ListRequest.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        return read(environment);
    }

    ListRequest read(DataFetchingEnvironment environment) {
        Integer first = environment.getArgument("first");
        Integer last = environment.getArgument("last");
        String after = environment.getArgument("after");
        String before = environment.getArgument("before");
        if ((first == null) == (last == null)) {
            throw new BadInput("Give exactly one of first and last, 1 to 100.");
        }
        if ((first == null && after != null) || (last == null && before != null)) {
            throw new BadInput("after goes with first, before goes with last.");
        }
        int limit = first == null ? last : first;
        if (limit < 1 || limit > 100) {
            throw new BadInput(
                    "%s must be 1 to 100, not %d."
                            .formatted(first == null ? "last" : "first", limit));
        }
        String cursor = first == null ? before : after;
        Map<String, @Nullable Object> filter = environment.getArgument("filter");
        return new ListRequest(
                limit,
                first == null,
                cursor == null ? null : seal.open(cursor),
                filter == null ? Map.of() : filter,
                orders(environment),
                environment.getSelectionSet().getFields("nodes/*", "edges/node/*").stream()
                        .map(SelectedField::getName)
                        .collect(Collectors.toSet()),
                environment.getSelectionSet().contains("totalCount"));
    }

    private static List<Order> orders(DataFetchingEnvironment environment) {
        List<Map<String, Object>> orders = environment.getArgument("orderBy");
        if (orders == null) {
            return List.of();
        }
        if (orders.size() > 5) {
            throw new BadInput("orderBy takes at most 5 orders, not " + orders.size() + ".");
        }
        return orders.stream()
                .map(
                        order ->
                                new Order(
                                        String.valueOf(order.get("field")),
                                        "DESC".equals(order.get("direction"))))
                .toList();
    }
}
