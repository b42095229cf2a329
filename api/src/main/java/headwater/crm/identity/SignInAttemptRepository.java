package headwater.crm.identity;

import headwater.crm.permission.SystemAccess;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.time.Instant;

/** Guesses at passwords, counted for all api processes. */
@Repository
class SignInAttemptRepository {
    private static final String WHY = "signing in comes before any Viewer";

    private final DSLContext db;

    SignInAttemptRepository(DSLContext db) {
        this.db = db;
    }

    /** A count and when it begins anew. */
    record Count(boolean allowed, Instant until) {}

    /**
     * Counts a guess before it is made, so that guesses made at the same time count too. The last
     * one allowed starts the lock; refused ones do not lengthen it.
     */
    @SystemAccess(WHY)
    Count take(byte[] subject, int most, Duration span, Instant now) {
        Record row =
                db.fetchSingle(
                        """
                        insert into internal.sign_in_attempts as known (subject, attempts, until)
                        values (?, 1, cast(? as timestamptz))
                        on conflict (subject) do update set
                          attempts = case when known.until <= cast(? as timestamptz) then 1 else least(known.attempts, ?) + 1 end,
                          until = case when known.until <= cast(? as timestamptz) or known.attempts + 1 = ? then excluded.until
                            else known.until end
                        returning attempts, until
                        """,
                        subject,
                        now.plus(span),
                        now,
                        most,
                        now,
                        most);
        return new Count(
                row.get("attempts", Integer.class) <= most, row.get("until", Instant.class));
    }

    /** The guess was right: it does not count. */
    @SystemAccess(WHY)
    void giveBack(byte[] subject) {
        db.execute(
                "update internal.sign_in_attempts set attempts = greatest(attempts - 1, 0) where subject = ?",
                subject);
    }

    @SystemAccess(WHY)
    void clear(byte[] subject) {
        db.execute("delete from internal.sign_in_attempts where subject = ?", subject);
    }

    @SystemAccess("counts that have ended say nothing about anybody")
    void forget(Instant endedBefore) {
        // What somebody else is about to change is left to him: waiting could go round in a circle.
        db.execute(
                """
                delete from internal.sign_in_attempts
                where subject in (
                  select subject from internal.sign_in_attempts where until < cast(? as timestamptz) limit 1000
                  for update skip locked)
                """,
                endedBefore);
    }
}
