package headwater.crm.identity;

import static headwater.crm.db.internal.Tables.SIGNING_KEY;

import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The keys that tokens are signed with, and one that tells secrets apart. */
@Repository
class SigningKeyRepository {
    private static final String WHY = "keys belong to the installation, not to a person";

    /** The newest signs; what the one before it has signed stays valid. */
    private static final int KEPT = 2;

    private final DSLContext db;

    SigningKeyRepository(DSLContext db) {
        this.db = db;
    }

    /** A signing key; equal ids are equal keys. */
    record SigningKey(long id, byte[] secret) {
        @Override
        public String toString() {
            return "SigningKey " + id;
        }
    }

    @SystemAccess(WHY)
    SigningKey newest() {
        return db.select(SIGNING_KEY.SIGNING_KEY_ID, SIGNING_KEY.SECRET)
                .from(SIGNING_KEY)
                .orderBy(SIGNING_KEY.SIGNING_KEY_ID.desc())
                .limit(1)
                .fetchSingle(row -> new SigningKey(row.value1(), row.value2()));
    }

    @SystemAccess(WHY)
    @Nullable SigningKey byId(long id) {
        return db.select(SIGNING_KEY.SIGNING_KEY_ID, SIGNING_KEY.SECRET)
                .from(SIGNING_KEY)
                .where(SIGNING_KEY.SIGNING_KEY_ID.eq(id))
                .fetchOne(row -> new SigningKey(row.value1(), row.value2()));
    }

    /** Stores a key that signs from now on, and forgets all but the one before it. */
    long rotate(Viewer viewer, byte[] fresh) {
        long id =
                db.insertInto(SIGNING_KEY)
                        .set(SIGNING_KEY.SECRET, fresh)
                        .returning(SIGNING_KEY.SIGNING_KEY_ID)
                        .fetchSingle(SIGNING_KEY.SIGNING_KEY_ID);
        db.deleteFrom(SIGNING_KEY)
                .where(
                        SIGNING_KEY.SIGNING_KEY_ID.notIn(
                                DSL.select(SIGNING_KEY.SIGNING_KEY_ID)
                                        .from(SIGNING_KEY)
                                        .orderBy(SIGNING_KEY.SIGNING_KEY_ID.desc())
                                        .limit(KEPT)))
                .execute();
        return id;
    }
}
