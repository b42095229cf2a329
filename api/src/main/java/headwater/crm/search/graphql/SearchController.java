package headwater.crm.search.graphql;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.permission.Viewer;
import headwater.crm.search.SearchService;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Found;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

@Controller
class SearchController {
    private static final int MOST = 100;

    private final SearchService service;

    SearchController(SearchService service) {
        this.service = service;
    }

    @QueryMapping
    List<Found> search(
            Viewer viewer,
            @Argument String text,
            @Argument @Nullable Set<RecordType> types,
            @Argument int first) {
        if (first < 1 || first > MOST) {
            throw new BadInput("first must be 1 to %d, not %d.".formatted(MOST, first));
        }
        return service.search(viewer, SearchText.of(text), types == null ? Set.of() : types, first);
    }

    /** Loaded with all others of its type, by what serves {@code node}. */
    @SchemaMapping(typeName = "SearchHit")
    CompletableFuture<Object> record(Found found, DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getDataLoader(found.type().typeName()))
                .load(found.id());
    }
}
