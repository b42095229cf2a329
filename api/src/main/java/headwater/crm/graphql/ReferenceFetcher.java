package headwater.crm.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves {@code owner: User} by the source record's {@code ownerId()}, batched per level of the
 * query.
 */
final class ReferenceFetcher implements DataFetcher<@Nullable Object> {
    private final String field;
    private final String type;
    private final Map<Class<?>, Method> accessors = new ConcurrentHashMap<>();

    ReferenceFetcher(String field, String type) {
        this.field = field;
        this.type = type;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        if (source == null) {
            return null;
        }
        Method accessor = accessors.computeIfAbsent(source.getClass(), this::accessor);
        Object key = ReflectionUtils.invokeMethod(accessor, source);
        DataLoader<Object, Object> loader = environment.getDataLoader(type);
        return key == null || loader == null ? null : loader.load(key);
    }

    private Method accessor(Class<?> sourceType) {
        Method method = ReflectionUtils.findMethod(sourceType, field + "Id");
        if (method == null) {
            throw new IllegalStateException(
                    sourceType.getSimpleName() + " has no " + field + "Id() for field " + field);
        }
        ReflectionUtils.makeAccessible(method);
        return method;
    }
}
