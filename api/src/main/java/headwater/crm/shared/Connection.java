package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A page of a list, as the schema's connections show it. */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, @Nullable Count totalCount) {

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /** A record and its place in the list. */
    public record Edge<T>(T node, String cursor) {}

    /** Where the page stands. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /** How many records there are; counting stops at {@value #LIMIT}. */
    public record Count(int value, Precision precision) {
        public static final int LIMIT = 10_000;

        public static Count ofCappedAt(int counted) {
            return counted > LIMIT
                    ? new Count(LIMIT, Precision.AT_LEAST)
                    : new Count(counted, Precision.EXACT);
        }

        /** How the value is to be read. */
        public enum Precision {
            EXACT,
            AT_LEAST
        }
    }
}
