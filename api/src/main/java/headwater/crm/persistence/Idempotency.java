package headwater.crm.persistence;

import static headwater.crm.db.internal.Tables.IDEMPOTENT_RESULT;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Lets a client repeat a mutation without doing it twice: same key and input answer with the first
 * result.
 */
@Repository
public class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);

    private final DSLContext db;
    private final Clock clock;

    Idempotency(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Runs inside the mutation's transaction: two concurrent requests with one key follow each
     * other.
     *
     * @param key null when the client asks for nothing of the kind
     * @param input any value whose text tells one input from another
     * @return id of the record that the work made, now or the first time
     * @throws Refused KEY_REUSED if the key came with another input
     */
    public long once(
            Viewer viewer, @Nullable String key, String mutation, Object input, LongSupplier work) {
        if (key == null) {
            return work.getAsLong();
        }
        long user = viewer.userId() == null ? 0 : viewer.userId();
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, ?))", key, user);
        var known =
                db.selectFrom(IDEMPOTENT_RESULT)
                        .where(IDEMPOTENT_RESULT.APP_USER_ID.eq(user))
                        .and(IDEMPOTENT_RESULT.KEY.eq(key))
                        .and(IDEMPOTENT_RESULT.CREATED_AT.ge(clock.instant().minus(KEPT)))
                        .fetchOne();
        byte[] digest = digest(input);
        if (known != null) {
            if (!known.getMutation().equals(mutation)
                    || !Arrays.equals(known.getInputDigest(), digest)) {
                throw new Refused(
                        Code.KEY_REUSED,
                        "idempotencyKey \"%s\" was used with another input; take a new key for a new request."
                                .formatted(key),
                        "idempotencyKey");
            }
            return known.getRecordId();
        }
        long record = work.getAsLong();
        db.insertInto(IDEMPOTENT_RESULT)
                .set(IDEMPOTENT_RESULT.APP_USER_ID, user)
                .set(IDEMPOTENT_RESULT.KEY, key)
                .set(IDEMPOTENT_RESULT.MUTATION, mutation)
                .set(IDEMPOTENT_RESULT.INPUT_DIGEST, digest)
                .set(IDEMPOTENT_RESULT.RECORD_ID, record)
                .onConflict(IDEMPOTENT_RESULT.APP_USER_ID, IDEMPOTENT_RESULT.KEY)
                .doUpdate()
                .setAllToExcluded()
                .execute();
        return record;
    }

    private static byte[] digest(Object input) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(input.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
