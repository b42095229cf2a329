package headwater.crm.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import headwater.crm.permission.Access;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Unauthenticated;

import org.springframework.stereotype.Component;

/**
 * Makes Viewers. What a person's roles come to is kept in memory for as long as the version of all
 * permissions stays the same, which one statement per request asks; so a revocation holds at once,
 * in every api process.
 */
@Component
class Viewers {
    private static final int MOST_PEOPLE = 10_000;

    private record Known(ViewerRepository.Version version, Access access) {}

    private final ViewerRepository repository;
    private final Cache<Long, Known> known = Caffeine.newBuilder().maximumSize(MOST_PEOPLE).build();

    Viewers(ViewerRepository repository) {
        this.repository = repository;
    }

    /**
     * @throws Unauthenticated if the user is gone or no longer active
     */
    Viewer of(long userId, Door door, String requestId) {
        var version = repository.version(userId);
        if (version == null) {
            throw new Unauthenticated();
        }
        return of(userId, version, door, requestId);
    }

    /** Costs no statement of its own while permissions stay as they are. */
    Viewer of(Identity identity, Door door, String requestId) {
        return of(identity.userId(), identity.version(), door, requestId);
    }

    private Viewer of(long userId, ViewerRepository.Version version, Door door, String requestId) {
        Known before = known.getIfPresent(userId);
        if (before == null || !before.version().equals(version)) {
            // The version was read before what it stands for: at worst it is made anew once more.
            before = new Known(version, repository.access(userId, version));
            known.put(userId, before);
        }
        return new Viewer(userId, before.access(), door, requestId);
    }
}
