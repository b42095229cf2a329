package headwater.crm.record;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Any record by its typed id, through the loader that resolves references to it. */
@Component
public class Records {
    // Asked for late: a kind of record may itself refer to any other.
    private final ObjectProvider<RecordLoader<?>> loaders;

    Records(ObjectProvider<RecordLoader<?>> loaders) {
        this.loaders = loaders;
    }

    /** One statement. Null when there is none, or the viewer may not see it. */
    public @Nullable Identified find(Viewer viewer, RecordKey key) {
        return loaders.stream()
                .filter(loader -> loader.type() == key.type())
                .flatMap(loader -> loader.byIds(viewer, Set.of(key.id())).stream())
                .findFirst()
                .orElse(null);
    }

    /** Those that are there and that the viewer may see. One statement for each kind of record. */
    public Set<RecordKey> visible(Viewer viewer, Set<RecordKey> keys) {
        Map<RecordType, Set<Long>> ids =
                keys.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RecordKey::type,
                                        Collectors.mapping(RecordKey::id, Collectors.toSet())));
        return loaders.stream()
                .filter(loader -> ids.containsKey(loader.type()))
                .flatMap(
                        loader ->
                                loader
                                        .byIds(viewer, ids.getOrDefault(loader.type(), Set.of()))
                                        .stream()
                                        .map(found -> new RecordKey(loader.type(), found.id())))
                .collect(Collectors.toSet());
    }
}
