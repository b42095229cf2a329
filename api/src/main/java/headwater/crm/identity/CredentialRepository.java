package headwater.crm.identity;

import static headwater.crm.db.crm.Tables.APP_USER;
import static headwater.crm.db.internal.Tables.CREDENTIAL;

import headwater.crm.permission.SystemAccess;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Locale;

/** Password hashes. Nothing here is published. */
@Repository
class CredentialRepository {
    private final DSLContext db;

    CredentialRepository(DSLContext db) {
        this.db = db;
    }

    /** A user who can sign in. */
    record Credential(long userId, String passwordHash) {
        @Override
        public String toString() {
            return "Credential of user " + userId;
        }
    }

    @SystemAccess("signing in comes before any Viewer")
    @Nullable Credential ofActiveLogin(String login) {
        return db.select(CREDENTIAL.APP_USER_ID, CREDENTIAL.PASSWORD_HASH)
                .from(CREDENTIAL)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(CREDENTIAL.APP_USER_ID))
                .where(DSL.lower(APP_USER.LOGIN).eq(login.toLowerCase(Locale.ROOT)))
                .and(APP_USER.ACTIVE.isTrue())
                .fetchOne(row -> new Credential(row.value1(), row.value2()));
    }

    @SystemAccess("the caller has checked who may set this user's password")
    void store(long userId, String passwordHash, Instant now) {
        db.insertInto(CREDENTIAL)
                .set(CREDENTIAL.APP_USER_ID, userId)
                .set(CREDENTIAL.PASSWORD_HASH, passwordHash)
                .set(CREDENTIAL.UPDATED_AT, now)
                .onConflict(CREDENTIAL.APP_USER_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }
}
