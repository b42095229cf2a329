package headwater.crm.record;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordKey;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Set;

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
}
