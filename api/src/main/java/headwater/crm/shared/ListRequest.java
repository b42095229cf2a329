package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One page of a list, as asked for.
 *
 * @param limit 1 to 100
 * @param backward whether the page is counted from the end
 * @param cursor where the page starts, exclusive
 * @param filter the filter input as coerced by the schema
 * @param selected names of the records' fields that were asked for
 * @param counted whether totalCount was asked for
 */
public record ListRequest(
        int limit,
        boolean backward,
        @Nullable String cursor,
        Map<String, @Nullable Object> filter,
        List<Order> orderBy,
        Set<String> selected,
        boolean counted) {

    /** Field by its name in the schema's enum. */
    public record Order(String field, boolean descending) {}
}
