package headwater.crm.identity;

import headwater.crm.permission.SystemAccess;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one statement that each request with a token or API key costs. Whatever ends one, ends it in
 * the table, and so at once and in every api process.
 */
@Repository
class IdentityRepository {
    private static final String WHY = "finds out who asks";
    private final DSLContext db;

    IdentityRepository(DSLContext db) {
        this.db = db;
    }

    /** An API key's row; its secret is still to be proved. */
    record StoredKey(byte[] secretHash, Identity identity) {}

    /** Null when session, signing key or active user is no more. */
    @SystemAccess(WHY)
    @Nullable Identity ofSession(Tokens.AccessToken token) {
        Record row =
                db.fetchOne(
                        """
                        select %s, session.used_at
                        from internal.permission_version as version
                        join internal.session on session.session_id = ? and session.expires_at > now()
                        join crm.app_user on app_user.app_user_id = session.app_user_id and app_user.active
                        join internal.signing_key on signing_key.signing_key_id = ?
                        where session.app_user_id = ?
                        """
                                .formatted(ViewerRepository.COLUMNS),
                        token.sessionId(),
                        token.keyId(),
                        token.userId());
        return row == null
                ? null
                : new Identity(
                        token.userId(),
                        token.sessionId(),
                        null,
                        EnumSet.allOf(KeyScope.class),
                        ViewerRepository.Version.of(row),
                        row.get("used_at", Instant.class));
    }

    /** Null when there is no such key, or it or its user is no longer active. */
    @SystemAccess(WHY)
    @Nullable StoredKey ofKey(String prefix) {
        Record row =
                db.fetchOne(
                        """
                        select %s, api_key.api_key_id, api_key.app_user_id,
                          api_key.secret_hash, api_key.scopes, api_key.used_at
                        from internal.permission_version as version
                        join internal.api_key on api_key.prefix = ? and api_key.revoked_at is null
                          and (api_key.expires_at is null or api_key.expires_at > now())
                        join crm.app_user on app_user.app_user_id = api_key.app_user_id and app_user.active
                        """
                                .formatted(ViewerRepository.COLUMNS),
                        prefix);
        return row == null
                ? null
                : new StoredKey(
                        row.get("secret_hash", byte[].class),
                        new Identity(
                                row.get("app_user_id", Long.class),
                                null,
                                row.get("api_key_id", Long.class),
                                scopes(row.get("scopes", String[].class)),
                                ViewerRepository.Version.of(row),
                                row.get("used_at", Instant.class)));
    }

    @SystemAccess("says that a machine was there, nothing about records")
    void sessionUsed(long sessionId, Instant now) {
        db.execute(
                "update internal.session set used_at = cast(? as timestamptz) where session_id = ?",
                now,
                sessionId);
    }

    @SystemAccess("says that a machine was there, nothing about records")
    void keyUsed(long keyId, Instant now) {
        db.execute(
                "update internal.api_key set used_at = cast(? as timestamptz) where api_key_id = ?",
                now,
                keyId);
    }

    static Set<KeyScope> scopes(String[] names) {
        return Arrays.stream(names).map(KeyScope::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
