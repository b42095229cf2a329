package headwater.crm.pool;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Mask;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.HoldingRepository.Pooled;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Connection.Edge;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What members see of the records in their pools. */
@Service
public class PooledService {
    private final PoolService pools;
    private final HoldingRepository repository;
    private final LedgerRepository ledger;
    private final Poolables poolables;
    private final CompanyService company;
    private final Writes writes;

    PooledService(
            PoolService pools,
            HoldingRepository repository,
            LedgerRepository ledger,
            Poolables poolables,
            CompanyService company,
            Writes writes) {
        this.pools = pools;
        this.repository = repository;
        this.ledger = ledger;
        this.poolables = poolables;
        this.company = company;
        this.writes = writes;
    }

    /**
     * A page of a pool, the longest in it first; masked fields are masked for everybody.
     *
     * @return null when the viewer is not a member
     */
    public @Nullable Connection<PooledRecord> list(
            Viewer viewer, long poolId, ListRequest request) {
        Pool pool = pools.get(viewer, poolId);
        if (pools.membership(viewer, poolId) == null) {
            return null;
        }
        Poolable kind = poolables.of(pool.object().type());
        Connection<Long> page = repository.inPool(viewer, kind.type(), poolId, request);
        Map<Long, PooledRecord> shown =
                shown(viewer, kind, Map.of(poolId, pool), Set.copyOf(page.nodes()));
        return new Connection<>(
                page.edges().stream()
                        .filter(edge -> shown.containsKey(edge.node()))
                        .map(
                                edge ->
                                        new Edge<>(
                                                Objects.requireNonNull(shown.get(edge.node())),
                                                edge.cursor()))
                        .toList(),
                page.pageInfo(),
                page.totalCount());
    }

    /**
     * One pooled record, opened: counts against the daily limit of whoever does not administer the
     * pool.
     *
     * @return null when it lies in no pool of which the viewer is a member
     * @throws Forbidden if he has opened as many today as he may
     */
    public @Nullable PooledRecord open(Viewer viewer, String record) {
        Poolable kind = poolables.of(record);
        long id = kind.type().decode(record);
        Pooled lies = repository.pooled(viewer, kind.type(), Set.of(id)).get(id);
        PoolMember member = lies == null ? null : pools.membership(viewer, lies.poolId());
        Long user = viewer.userId();
        if (lies == null || member == null || user == null) {
            return null;
        }
        Pool pool = pools.get(viewer, lies.poolId());
        Integer limit = pool.dailyViewLimit();
        if (limit != null && !member.administers()) {
            LocalDate today = company.company().dayOf(writes.time().now());
            int viewed =
                    writes.transactions()
                            .write(
                                    viewer,
                                    () -> ledger.viewed(viewer, kind.type(), id, user, today));
            if (viewed > limit) {
                throw new Forbidden(
                        "You have opened %d records of this pool today; that is the limit."
                                .formatted(limit));
            }
        }
        return shown(viewer, kind, Map.of(pool.id(), pool), Set.of(id)).get(id);
    }

    private Map<Long, PooledRecord> shown(
            Viewer viewer, Poolable kind, Map<Long, Pool> byId, Set<Long> ids) {
        Map<Long, Pooled> lie = repository.pooled(viewer, kind.type(), ids);
        return kind.texts(viewer, ids).entrySet().stream()
                .filter(each -> lie.containsKey(each.getKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                each -> {
                                    Pooled lies = Objects.requireNonNull(lie.get(each.getKey()));
                                    return record(
                                            kind.type(),
                                            each.getKey(),
                                            lies,
                                            Objects.requireNonNull(byId.get(lies.poolId())),
                                            each.getValue());
                                }));
    }

    private static PooledRecord record(
            RecordType type, long id, Pooled lies, Pool pool, Map<String, @Nullable String> texts) {
        List<PooledRecord.Field> fields = new ArrayList<>();
        for (String name : pool.shownFields()) {
            if (texts.containsKey(name) && !pool.maskedFields().contains(name)) {
                fields.add(new PooledRecord.Field(name, texts.get(name)));
            }
        }
        for (String name : pool.maskedFields()) {
            if (texts.containsKey(name)) {
                String text = texts.get(name);
                fields.add(new PooledRecord.Field(name, text == null ? null : Mask.of(text)));
            }
        }
        return new PooledRecord(type.encode(id), lies.since(), fields);
    }
}
