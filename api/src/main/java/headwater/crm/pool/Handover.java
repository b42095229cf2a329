package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.HoldingRepository.Pooled;
import headwater.crm.pool.Poolable.Move;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Gives what lies in a pool to an owner. Whether he may have it has been decided. */
@Component
public class Handover {
    private final HoldingService holdings;
    private final HoldingRepository repository;
    private final PoolRepository pools;
    private final List<Poolable> kinds;
    private final BusinessTime time;

    Handover(
            HoldingService holdings,
            HoldingRepository repository,
            PoolRepository pools,
            List<Poolable> kinds,
            BusinessTime time) {
        this.holdings = holdings;
        this.repository = repository;
        this.pools = pools;
        this.kinds = kinds;
        this.time = time;
    }

    /**
     * @return whether it still lay in its pool
     */
    boolean give(
            Viewer viewer, Poolable kind, long id, long user, Move move, @Nullable String reason) {
        Instant now = time.now();
        Holding holding = holdings.ofOwner(viewer, kind.type(), kind.fit(viewer, id), user, now);
        if (!repository.take(viewer, kind.type(), id, holding, now)) {
            return false;
        }
        holdings.begun(viewer, kind.type(), id, holding);
        kind.held(viewer, id, move, reason);
        return true;
    }

    /**
     * A customer goes with his enquiry to whom the company's rules gave that, if he lies in a pool
     * and the new owner may own one more; otherwise he stays where he is.
     */
    public void follow(Viewer viewer, RecordType type, long id, long user, String reason) {
        Pooled lies = repository.pooled(viewer, type, Set.of(id)).get(id);
        if (lies == null) {
            return;
        }
        Pool pool = pools.byIds(viewer.asSystem(), Set.of(lies.poolId())).getFirst();
        Integer limit = pool.holdLimit();
        if (limit == null || holdings.hasRoom(viewer, type, user, limit)) {
            Poolable kind =
                    kinds.stream().filter(each -> each.type() == type).findFirst().orElseThrow();
            give(viewer, kind, id, user, Move.ASSIGNED, reason);
        }
    }
}
