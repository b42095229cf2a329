package headwater.crm.duplicate;

import static headwater.crm.db.crm.Tables.DUPLICATE_CONFIRMATION;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.DuplicateHit.Reason;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.time.Clock;
import java.util.List;

@Repository
class ConfirmationRepository {
    private final DSLContext db;
    private final Clock clock;

    ConfirmationRepository(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void insert(
            Viewer viewer,
            String object,
            long recordId,
            List<Match> matches,
            Reason matchedBy,
            String reason) {
        for (Match match : matches) {
            db.insertInto(DUPLICATE_CONFIRMATION)
                    .set(DUPLICATE_CONFIRMATION.OBJECT, object)
                    .set(DUPLICATE_CONFIRMATION.RECORD_ID, recordId)
                    .set(DUPLICATE_CONFIRMATION.MATCH_OBJECT, match.type().typeName())
                    .set(DUPLICATE_CONFIRMATION.MATCH_ID, match.id())
                    .set(DUPLICATE_CONFIRMATION.MATCHED_BY, matchedBy.name())
                    .set(DUPLICATE_CONFIRMATION.REASON, reason)
                    .set(DUPLICATE_CONFIRMATION.CREATED_AT, clock.instant())
                    .set(DUPLICATE_CONFIRMATION.CREATED_BY, viewer.userId())
                    .execute();
        }
    }
}
