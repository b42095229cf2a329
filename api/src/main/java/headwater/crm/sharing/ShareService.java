package headwater.crm.sharing;

import headwater.crm.permission.Action;
import headwater.crm.permission.Shared;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.RecordShare.Level;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Sharing one record with a person, a team or a role. Nobody shares more than he holds. */
@Service
public class ShareService {
    private static final int MOST_LISTED = 100;

    private final ShareRepository repository;
    private final Shareables shareables;
    private final Principals principals;
    private final Transactions transactions;
    private final Clock clock;

    ShareService(
            ShareRepository repository,
            Shareables shareables,
            Principals principals,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.shareables = shareables;
        this.principals = principals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The first 100 shares of a record that the viewer may see, oldest first; else none. */
    public List<RecordShare> of(Viewer viewer, String record) {
        Shareable kind = shareables.of(record);
        long id = kind.type().decode(record);
        return kind.owner(viewer, Action.READ, id) == null
                ? List.of()
                : repository.of(viewer, kind.type(), id, MOST_LISTED);
    }

    /** The records of a kind that reach the viewer by shares alone, at most 20,000. */
    public List<Long> reaching(Viewer viewer, RecordType object) {
        Shared shared = viewer.scope(object, Action.READ).shared();
        return shared == null ? List.of() : repository.records(viewer, shared);
    }

    public RecordShare share(Viewer viewer, ShareDraft draft) {
        Shareable kind = shareables.of(draft.record());
        long id = kind.type().decode(draft.record());
        return transactions.write(
                viewer,
                () -> {
                    requireShare(viewer, kind, id);
                    Instant now = clock.instant();
                    validate(viewer, kind, id, draft, now);
                    long share =
                            repository.put(
                                    viewer,
                                    kind.type(),
                                    id,
                                    draft.with().principal(),
                                    draft.level(),
                                    draft.expiresAt(),
                                    now);
                    return present(repository.byId(viewer, share), share);
                });
    }

    /** Leaves a record's owner something when it is about to go to somebody else. */
    public void shareWithOwner(Viewer viewer, String record, Level level) {
        Shareable kind = shareables.of(record);
        Long owner = kind.owner(viewer, Action.READ, kind.type().decode(record));
        if (owner == null) {
            throw new NotFound(record);
        }
        var with = new ShareDraft.With(RecordType.USER.encode(owner), null, null, null);
        share(viewer, new ShareDraft(record, with, level, null));
    }

    /**
     * Ends a share; the other side does not see the record from the next request on.
     *
     * @return the share that is gone
     */
    public RecordShare unshare(Viewer viewer, long shareId) {
        return transactions.write(
                viewer,
                () -> {
                    var place = present(repository.place(viewer, shareId), shareId);
                    Shareable kind = shareables.of(place.object());
                    if (kind.owner(viewer, Action.SHARE, place.recordId()) == null) {
                        throw missing(shareId);
                    }
                    RecordShare gone = present(repository.byId(viewer, shareId), shareId);
                    repository.delete(viewer, shareId);
                    return gone;
                });
    }

    private void validate(Viewer viewer, Shareable kind, long id, ShareDraft draft, Instant now) {
        var violations = new Violations();
        violations.invalidIf(
                draft.expiresAt() != null && !draft.expiresAt().isAfter(now),
                "expiresAt must lie in the future.",
                "expiresAt");
        if (draft.level() == Level.EDIT && kind.owner(viewer, Action.UPDATE, id) == null) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "You cannot share EDIT on a record that you may not edit.",
                    "level");
        }
        principals.require(viewer, draft.with(), violations, "with");
        violations.refuse();
    }

    private static void requireShare(Viewer viewer, Shareable kind, long id) {
        if (kind.owner(viewer, Action.SHARE, id) != null) {
            return;
        }
        if (kind.owner(viewer, Action.READ, id) == null) {
            throw new NotFound(kind.type().encode(id));
        }
        throw new Forbidden("Your roles do not let you share this record.");
    }

    private static <T> T present(@Nullable T found, long shareId) {
        if (found == null) {
            throw missing(shareId);
        }
        return found;
    }

    private static NotFound missing(long shareId) {
        return new NotFound(RecordType.RECORD_SHARE.encode(shareId));
    }
}
