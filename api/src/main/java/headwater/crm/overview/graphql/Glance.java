package headwater.crm.overview.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;

import headwater.crm.shared.ListRequest;
import headwater.crm.shared.ListRequest.Order;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The first of a list, without pages. */
final class Glance {
    static final int MOST = 20;

    private Glance() {}

    static ListRequest of(
            DataFetchingEnvironment environment,
            Map<String, @Nullable Object> filter,
            Order order) {
        return new ListRequest(
                MOST,
                false,
                null,
                filter,
                List.of(order),
                environment.getSelectionSet().getImmediateFields().stream()
                        .map(SelectedField::getName)
                        .collect(Collectors.toSet()),
                false);
    }

    static Order newest(String field) {
        return new Order(field, true);
    }

    static Order first(String field) {
        return new Order(field, false);
    }

    static Map<String, @Nullable Object> eq(Object value) {
        return Map.of("eq", value);
    }
}
