package headwater.crm.graphql;

import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;

/** Query.node: any record by its id, through the same loader that resolves references to it. */
@Controller
class NodeController {
    private final List<RecordLoader<?>> loaders;

    NodeController(List<RecordLoader<?>> loaders) {
        this.loaders = loaders;
    }

    @QueryMapping
    @Nullable Identified node(Viewer viewer, @Argument String id) {
        RecordType type =
                RecordType.of(id)
                        .orElseThrow(
                                () ->
                                        new BadInput(
                                                "\"%s\" is not an id; one looks like \"opp_2x9k\"."
                                                        .formatted(id)));
        Set<Long> key = Set.of(type.decode(id));
        return loaders.stream()
                .filter(loader -> loader.type() == type)
                .flatMap(loader -> loader.byIds(viewer, key).stream())
                .findFirst()
                .orElse(null);
    }
}
