package headwater.crm.graphql;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.shared.RecordKey;

import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** Resolves {@code about: Node}, batched per kind of record and level of the query. */
public final class AnyRecord {
    private AnyRecord() {}

    /** Null for none, and for one that the viewer may not see. */
    public static @Nullable CompletableFuture<Object> load(
            DataFetchingEnvironment environment, @Nullable RecordKey key) {
        DataLoader<Object, Object> loader =
                key == null ? null : environment.getDataLoader(key.type().typeName());
        return key == null || loader == null ? null : loader.load(key.id());
    }
}
