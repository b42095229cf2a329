package headwater.crm.record;

import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.Change;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The use cases that all kinds of records have, under the same rules whichever door they come
 * through: permission, one transaction, a repeated request done once, all violations at once.
 *
 * @param <T> the record
 * @param <D> what a caller says of it
 */
public abstract class RecordService<T extends Stamped, D extends Record & Draft>
        implements RecordLoader<T>, Searchable {
    private final RecordType type;
    private final Class<D> draftType;
    private final RecordRepository<?, T> repository;
    protected final Writes writes;

    protected RecordService(
            RecordType type, Class<D> draftType, RecordRepository<?, T> repository, Writes writes) {
        this.type = type;
        this.draftType = draftType;
        this.repository = repository;
        this.writes = writes;
    }

    /** What would have to be said to make the record as it is. */
    protected abstract D draftOf(T record);

    /**
     * The record as its draft means it.
     *
     * @throws headwater.crm.shared.Refused with all that speaks against it
     */
    protected abstract T drafted(Drafting<T, D> drafting);

    /**
     * @throws headwater.crm.shared.Forbidden if the viewer can do this with no record of the kind
     */
    protected void require(Viewer viewer, Action action) {
        viewer.require(type, action);
    }

    /** What follows from taking a record to the recycle bin or back, in the same transaction. */
    protected void binned(Viewer viewer, T after) {}

    /** What follows from making or changing a record, in the same transaction. */
    protected void stored(Drafting<T, D> drafting, long id) {}

    @Override
    public final RecordType type() {
        return type;
    }

    public final Class<D> draftType() {
        return draftType;
    }

    public Connection<T> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    @Override
    public List<T> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * @throws NotFound if it does not exist, or the viewer may not see it
     */
    public T get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(type.encode(id)));
    }

    /**
     * Key of the record that the reference names; null, with a violation added, when there is none.
     */
    public @Nullable Long find(
            Viewer viewer, @Nullable RecordRef ref, Violations violations, String... field) {
        return ref == null ? null : repository.find(viewer, ref, violations, field);
    }

    @Override
    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        return repository.search(viewer, text, limit);
    }

    /** For imports. */
    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        require(viewer, Action.CREATE);
        return repository.byExternalIds(viewer, externalIds);
    }

    /**
     * @throws NotFound if the viewer may not see what he would have made; it is not made then
     */
    public T create(Viewer viewer, D draft) {
        return writes.transactions().write(viewer, () -> get(viewer, make(viewer, draft)));
    }

    /**
     * What a door calls to make a record; a kind of record whose rules may give it to others says
     * so by null.
     */
    public @Nullable T accept(Viewer viewer, D draft) {
        return create(viewer, draft);
    }

    /**
     * Makes a record that may go where the viewer cannot see it.
     *
     * @return its key, now or the first time
     */
    public long make(Viewer viewer, D draft) {
        require(viewer, Action.CREATE);
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                writes.idempotency()
                                        .once(
                                                viewer,
                                                draft.idempotencyKey(),
                                                "create" + type.typeName(),
                                                draft,
                                                () -> insert(viewer, draft)));
    }

    private long insert(Viewer viewer, D draft) {
        Instant now = writes.time().now();
        Instant createdAt = Objects.requireNonNullElse(draft.createdAt(), now);
        var drafting =
                new Drafting<T, D>(
                        viewer, draft, null, Stamp.fresh(createdAt, now, viewer.userId()));
        draft.validate(drafting.violations());
        new FieldWrites(viewer, type, drafting.violations()).check(draft);
        writes.time().check(viewer, draft.createdAt(), drafting.violations(), "createdAt");
        T record = drafted(drafting);
        drafting.violations().refuse();
        long id = repository.insert(viewer, record, now);
        stored(drafting, id);
        return id;
    }

    public T update(Viewer viewer, long id, int expectedVersion, Change<D> change) {
        require(viewer, Action.UPDATE);
        return writes.transactions()
                .write(viewer, () -> change(viewer, get(viewer, id), expectedVersion, change));
    }

    private T change(Viewer viewer, T before, int expectedVersion, Change<D> change) {
        D known = draftOf(before);
        D draft = change.apply().apply(known);
        var drafting = new Drafting<>(viewer, draft, before, before.stamp());
        draft.validate(drafting.violations());
        new FieldWrites(viewer, type, drafting.violations()).check(change.given(), known, draft);
        T record = drafted(drafting);
        drafting.violations().refuse();
        repository.update(viewer, record, expectedVersion, writes.time().now());
        stored(drafting, before.id());
        return get(viewer, before.id());
    }

    public T delete(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, writes.time().now());
    }

    public T restore(Viewer viewer, long id, int expectedVersion) {
        return markDeleted(viewer, id, expectedVersion, null);
    }

    private T markDeleted(
            Viewer viewer, long id, int expectedVersion, @Nullable Instant deletedAt) {
        require(viewer, Action.DELETE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            repository.markDeleted(
                                    viewer, id, expectedVersion, deletedAt, writes.time().now());
                            T after = get(viewer, id);
                            binned(viewer, after);
                            return after;
                        });
    }
}
