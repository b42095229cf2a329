package headwater.crm.identity;

import static headwater.crm.db.internal.Tables.REFRESH_TOKEN;
import static headwater.crm.db.internal.Tables.SESSION;

import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** Sessions and their refresh tokens; a session lives as long as its row. */
@Repository
class SessionRepository {
    private static final String WHY = "the caller has proved or checked whose sessions these are";

    private final DSLContext db;

    SessionRepository(DSLContext db) {
        this.db = db;
    }

    /** A refresh token's row with its session. */
    record StoredToken(
            long id,
            long sessionId,
            long userId,
            byte[] secretHash,
            Instant sessionStartedAt,
            Instant sessionExpiresAt) {
        @Override
        public String toString() {
            return "StoredToken " + id;
        }
    }

    @SystemAccess(WHY)
    long start(long userId, Client client, Instant now, Instant expiresAt) {
        return db.insertInto(SESSION)
                .set(SESSION.APP_USER_ID, userId)
                .set(SESSION.STARTED_AT, now)
                .set(SESSION.USED_AT, now)
                .set(SESSION.EXPIRES_AT, expiresAt)
                .set(SESSION.ADDRESS, client.address())
                .set(SESSION.USER_AGENT, client.userAgent())
                .returning(SESSION.SESSION_ID)
                .fetchSingle(SESSION.SESSION_ID);
    }

    /** Id of the new refresh token. */
    @SystemAccess(WHY)
    long addToken(long sessionId, byte[] secretHash, Instant now) {
        return db.insertInto(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.SESSION_ID, sessionId)
                .set(REFRESH_TOKEN.SECRET_HASH, secretHash)
                .set(REFRESH_TOKEN.ISSUED_AT, now)
                .returning(REFRESH_TOKEN.REFRESH_TOKEN_ID)
                .fetchSingle(REFRESH_TOKEN.REFRESH_TOKEN_ID);
    }

    /** Locks the session, so that requests with tokens of one session follow each other. */
    @SystemAccess(WHY)
    @Nullable StoredToken lockedToken(long refreshTokenId) {
        Record row =
                db.fetchOne(
                        """
                        select refresh_token_id, session_id, app_user_id, secret_hash,
                          session.started_at, session.expires_at
                        from internal.session
                        join internal.refresh_token using (session_id)
                        join crm.app_user using (app_user_id)
                        where session_id = (
                            select session_id from internal.refresh_token where refresh_token_id = ?)
                          and refresh_token_id = ? and app_user.active
                        for update of session
                        """,
                        refreshTokenId,
                        refreshTokenId);
        return row == null
                ? null
                : new StoredToken(
                        row.get("refresh_token_id", Long.class),
                        row.get("session_id", Long.class),
                        row.get("app_user_id", Long.class),
                        row.get("secret_hash", byte[].class),
                        row.get("started_at", Instant.class),
                        row.get("expires_at", Instant.class));
    }

    /** False if it was used before, a moment ago included. */
    @SystemAccess(WHY)
    boolean use(long refreshTokenId, Instant now) {
        return db.update(REFRESH_TOKEN)
                        .set(REFRESH_TOKEN.USED_AT, now)
                        .where(REFRESH_TOKEN.REFRESH_TOKEN_ID.eq(refreshTokenId))
                        .and(REFRESH_TOKEN.USED_AT.isNull())
                        .execute()
                == 1;
    }

    @SystemAccess(WHY)
    void extend(long sessionId, Instant now, Instant expiresAt) {
        db.update(SESSION)
                .set(SESSION.USED_AT, now)
                .set(SESSION.EXPIRES_AT, expiresAt)
                .where(SESSION.SESSION_ID.eq(sessionId))
                .execute();
    }

    List<Session> ofUser(Viewer viewer, long userId, long current, Instant now, int most) {
        return db.selectFrom(SESSION)
                .where(SESSION.APP_USER_ID.eq(userId))
                .and(SESSION.EXPIRES_AT.gt(now))
                .orderBy(SESSION.USED_AT.desc(), SESSION.SESSION_ID.desc())
                .limit(most)
                .fetch(
                        row ->
                                new Session(
                                        row.getSessionId(),
                                        row.getAppUserId(),
                                        row.getStartedAt(),
                                        row.getUsedAt(),
                                        row.getExpiresAt(),
                                        row.getAddress(),
                                        row.getUserAgent(),
                                        row.getSessionId() == current));
    }

    /** How many there were: one or none. */
    @SystemAccess(WHY)
    int end(long userId, long sessionId) {
        return db.deleteFrom(SESSION)
                .where(SESSION.SESSION_ID.eq(sessionId))
                .and(SESSION.APP_USER_ID.eq(userId))
                .execute();
    }

    /** Of whoever it is; for administrators. */
    int end(Viewer administrator, long sessionId) {
        return db.deleteFrom(SESSION).where(SESSION.SESSION_ID.eq(sessionId)).execute();
    }

    /**
     * @param butFor stays; null for none
     */
    @SystemAccess(WHY)
    int endAll(long userId, @Nullable Long butFor) {
        return db.deleteFrom(SESSION)
                .where(SESSION.APP_USER_ID.eq(userId))
                .and(butFor == null ? DSL.noCondition() : SESSION.SESSION_ID.ne(butFor))
                .execute();
    }

    /** Deletes what has ended, and the oldest beyond a number. */
    @SystemAccess(WHY)
    void tidy(long userId, Instant now, int most) {
        db.deleteFrom(SESSION)
                .where(SESSION.APP_USER_ID.eq(userId))
                .and(
                        SESSION.EXPIRES_AT
                                .le(now)
                                .or(
                                        SESSION.SESSION_ID.in(
                                                DSL.select(SESSION.SESSION_ID)
                                                        .from(SESSION)
                                                        .where(SESSION.APP_USER_ID.eq(userId))
                                                        .orderBy(SESSION.SESSION_ID.desc())
                                                        .offset(most))))
                .execute();
    }
}
