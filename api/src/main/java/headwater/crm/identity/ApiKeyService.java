package headwater.crm.identity;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keys for programs; everybody has his own, administrators have a say in all. */
@Service
public class ApiKeyService {
    private static final int MOST = 100;

    private final ApiKeyRepository repository;
    private final UserRepository users;
    private final Transactions transactions;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository repository,
            UserRepository users,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * At most 100, newest first; revoked ones are not among them.
     *
     * @param userId another person, for administrators; null for one's own
     */
    public List<ApiKey> list(Viewer viewer, Identity identity, @Nullable Long userId) {
        return repository.ofUser(viewer, whose(viewer, identity, userId));
    }

    /**
     * @throws Refused INVALID, REQUIRED, REFERENCE_NOT_FOUND for a user who is not active,
     *     WRONG_STATE beyond 100 keys
     */
    public IssuedApiKey create(Viewer viewer, Identity identity, ApiKeyDraft draft) {
        identity.requireSession();
        long user =
                whose(
                        viewer,
                        identity,
                        draft.user() == null ? null : RecordType.USER.decode(draft.user()));
        return transactions.write(
                viewer,
                () -> {
                    Instant now = clock.instant();
                    var violations = new Violations();
                    draft.validate(violations, now);
                    checkUser(viewer, user, violations);
                    violations.refuse();
                    var key =
                            new OpaqueToken(
                                    OpaqueToken.API_KEY,
                                    OpaqueToken.randomPrefix(),
                                    OpaqueToken.randomSecret());
                    return new IssuedApiKey(
                            repository.insert(viewer, draft, user, key, now), key.text());
                });
    }

    /**
     * Ends a key at once.
     *
     * @throws NotFound also for another person's key
     */
    public ApiKey revoke(Viewer viewer, Identity identity, long id) {
        identity.requireSession();
        return transactions.write(
                viewer,
                () -> {
                    ApiKey key = repository.byId(viewer, id);
                    if (key == null
                            || (key.userId() != identity.userId()
                                    && !viewer.may(Permission.ADMINISTER))) {
                        throw new NotFound(RecordType.API_KEY.encode(id));
                    }
                    repository.revoke(viewer, id, clock.instant());
                    return key;
                });
    }

    private void checkUser(Viewer viewer, long userId, Violations violations) {
        if (users.byIds(viewer, Set.of(userId)).stream().noneMatch(User::active)) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND, "user must be somebody who is active.", "user");
        }
        if (repository.ofUser(viewer, userId).size() >= MOST) {
            violations.add(
                    Code.WRONG_STATE,
                    "A user has at most %d keys; revoke one first.".formatted(MOST));
        }
    }

    private static long whose(Viewer viewer, Identity identity, @Nullable Long userId) {
        if (userId == null || userId == identity.userId()) {
            return identity.userId();
        }
        viewer.require(Permission.ADMINISTER);
        return userId;
    }
}
