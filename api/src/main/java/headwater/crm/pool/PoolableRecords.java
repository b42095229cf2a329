package headwater.crm.pool;

import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Records that can lie in a pool, whoever asks: what he sees of them, the pool decides. */
public abstract class PoolableRecords<T extends Stamped> implements Poolable {
    private final RecordType type;
    private final RecordRepository<?, T> repository;

    protected PoolableRecords(RecordType type, RecordRepository<?, T> repository) {
        this.type = type;
        this.repository = repository;
    }

    /** By field of the schema. */
    protected abstract Map<String, @Nullable String> texts(T record);

    @Override
    public final RecordType type() {
        return type;
    }

    @Override
    public final Map<Long, Map<String, @Nullable String>> texts(Viewer viewer, Set<Long> ids) {
        return records(viewer, ids).stream()
                .collect(Collectors.toMap(Stamped::id, each -> readable(viewer, each)));
    }

    private Map<String, @Nullable String> readable(Viewer viewer, T record) {
        Map<String, @Nullable String> texts = new HashMap<>(texts(record));
        texts.keySet().removeIf(field -> !viewer.level(type, field).includes(FieldLevel.READ));
        return texts;
    }

    protected final List<T> records(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer.asSystem(), ids);
    }

    protected final T record(Viewer viewer, long id) {
        return Objects.requireNonNull(records(viewer, Set.of(id)).getFirst());
    }
}
