package headwater.crm.pool;

import headwater.crm.permission.Viewer;
import headwater.crm.sharing.Principal;

import org.jspecify.annotations.Nullable;

/**
 * Who may see and claim what is in a pool.
 *
 * @param principal as in {@code record_share.principal}
 * @param administers daily limits and the embargo do not hold for him
 */
public record PoolMember(long poolId, String principal, boolean administers) {

    boolean includes(Viewer viewer) {
        return viewer.access().principals().contains(principal);
    }

    public @Nullable Long userId() {
        return Principal.of(principal).userId();
    }

    public @Nullable Long teamId() {
        return Principal.of(principal).teamId();
    }

    public boolean teamsBelow() {
        return Principal.of(principal).teamsBelow();
    }

    public @Nullable String role() {
        return Principal.of(principal).role();
    }
}
