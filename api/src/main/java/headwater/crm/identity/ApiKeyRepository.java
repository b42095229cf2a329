package headwater.crm.identity;

import static headwater.crm.db.internal.Tables.API_KEY;

import headwater.crm.db.internal.tables.records.ApiKeyRecord;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** API keys that were not revoked. */
@Repository
class ApiKeyRepository {
    private final DSLContext db;

    ApiKeyRepository(DSLContext db) {
        this.db = db;
    }

    ApiKey insert(Viewer viewer, ApiKeyDraft draft, long userId, OpaqueToken key, Instant now) {
        return db.insertInto(API_KEY)
                .set(API_KEY.PREFIX, key.id())
                .set(API_KEY.SECRET_HASH, key.hash())
                .set(API_KEY.NAME, draft.name())
                .set(API_KEY.APP_USER_ID, userId)
                .set(
                        API_KEY.SCOPES,
                        draft.scopes().stream()
                                .distinct()
                                .sorted()
                                .map(KeyScope::name)
                                .toArray(String[]::new))
                .set(API_KEY.ISSUED_AT, now)
                .set(API_KEY.ISSUED_BY, viewer.userId())
                .set(API_KEY.EXPIRES_AT, draft.expiresAt())
                .returning()
                .fetchSingle(ApiKeyRepository::key);
    }

    /** Newest first. */
    List<ApiKey> ofUser(Viewer viewer, long userId) {
        return db.selectFrom(API_KEY)
                .where(API_KEY.APP_USER_ID.eq(userId))
                .and(API_KEY.REVOKED_AT.isNull())
                .orderBy(API_KEY.API_KEY_ID.desc())
                .fetch(ApiKeyRepository::key);
    }

    @Nullable ApiKey byId(Viewer viewer, long id) {
        return db.selectFrom(API_KEY)
                .where(API_KEY.API_KEY_ID.eq(id))
                .and(API_KEY.REVOKED_AT.isNull())
                .fetchOne(ApiKeyRepository::key);
    }

    void revoke(Viewer viewer, long id, Instant now) {
        db.update(API_KEY).set(API_KEY.REVOKED_AT, now).where(API_KEY.API_KEY_ID.eq(id)).execute();
    }

    @SystemAccess("the caller has checked who may make this user inactive")
    void revokeAll(long userId, Instant now) {
        db.update(API_KEY)
                .set(API_KEY.REVOKED_AT, now)
                .where(API_KEY.APP_USER_ID.eq(userId))
                .and(API_KEY.REVOKED_AT.isNull())
                .execute();
    }

    private static ApiKey key(ApiKeyRecord row) {
        return new ApiKey(
                row.getApiKeyId(),
                row.getPrefix(),
                row.getName(),
                row.getAppUserId(),
                IdentityRepository.scopes(row.getScopes()).stream().sorted().toList(),
                row.getIssuedAt(),
                row.getExpiresAt(),
                row.getUsedAt());
    }
}
