package headwater.crm.sharing;

import static headwater.crm.db.crm.Tables.APP_USER;
import static headwater.crm.db.crm.Tables.RECORD_SHARE;
import static headwater.crm.db.crm.Tables.ROLE;
import static headwater.crm.db.crm.Tables.TEAM;

import headwater.crm.db.crm.Keys;
import headwater.crm.db.crm.tables.records.RecordShareRecord;
import headwater.crm.permission.Shared;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.RecordShare.Level;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** Shares of records that the caller has proved the viewer may see. */
@Repository
class ShareRepository {
    /** How many records shared with one person a question about figures counts at most. */
    static final int MOST_SHARED = 20_000;

    private final DSLContext db;

    ShareRepository(DSLContext db) {
        this.db = db;
    }

    /** The record that a share is of. */
    record Place(RecordType object, long recordId) {}

    List<RecordShare> of(Viewer viewer, RecordType object, long recordId, int limit) {
        return db.selectFrom(RECORD_SHARE)
                .where(RECORD_SHARE.OBJECT.eq(object.typeName()))
                .and(RECORD_SHARE.RECORD_ID.eq(recordId))
                .orderBy(RECORD_SHARE.RECORD_SHARE_ID)
                .limit(limit)
                .fetch(ShareRepository::share);
    }

    @Nullable RecordShare byId(Viewer viewer, long id) {
        return db.fetchOptional(RECORD_SHARE, RECORD_SHARE.RECORD_SHARE_ID.eq(id))
                .map(ShareRepository::share)
                .orElse(null);
    }

    @Nullable Place place(Viewer viewer, long id) {
        return db.fetchOptional(RECORD_SHARE, RECORD_SHARE.RECORD_SHARE_ID.eq(id))
                .map(
                        row ->
                                new Place(
                                        RecordType.ofTypeName(row.getObject()).orElseThrow(),
                                        row.getRecordId()))
                .orElse(null);
    }

    /** Sharing again with the same changes how far and how long. */
    long put(
            Viewer viewer,
            RecordType object,
            long recordId,
            String principal,
            Level level,
            @Nullable Instant expiresAt,
            Instant now) {
        return db.insertInto(RECORD_SHARE)
                .set(RECORD_SHARE.OBJECT, object.typeName())
                .set(RECORD_SHARE.RECORD_ID, recordId)
                .set(RECORD_SHARE.PRINCIPAL, principal)
                .set(RECORD_SHARE.LEVEL, level.name())
                .set(RECORD_SHARE.EXPIRES_AT, expiresAt)
                .set(RECORD_SHARE.CREATED_AT, now)
                .set(RECORD_SHARE.CREATED_BY, viewer.userId())
                .set(RECORD_SHARE.UPDATED_AT, now)
                .set(RECORD_SHARE.UPDATED_BY, viewer.userId())
                .onConflictOnConstraint(Keys.RECORD_SHARE_ONCE)
                .doUpdate()
                .set(RECORD_SHARE.LEVEL, level.name())
                .set(RECORD_SHARE.EXPIRES_AT, expiresAt)
                .set(RECORD_SHARE.VERSION, RECORD_SHARE.VERSION.plus(1))
                .set(RECORD_SHARE.UPDATED_AT, now)
                .set(RECORD_SHARE.UPDATED_BY, viewer.userId())
                .returningResult(RECORD_SHARE.RECORD_SHARE_ID)
                .fetchSingle()
                .value1();
    }

    /** For reading, unless it is shared with him already; one that has ended does not count. */
    boolean lend(Viewer viewer, RecordKey record, String principal, Instant now) {
        db.deleteFrom(RECORD_SHARE)
                .where(of(record, principal))
                .and(RECORD_SHARE.EXPIRES_AT.le(now))
                .execute();
        return db.insertInto(RECORD_SHARE)
                        .set(RECORD_SHARE.OBJECT, record.type().typeName())
                        .set(RECORD_SHARE.RECORD_ID, record.id())
                        .set(RECORD_SHARE.PRINCIPAL, principal)
                        .set(RECORD_SHARE.LEVEL, Level.READ.name())
                        .set(RECORD_SHARE.CREATED_AT, now)
                        .set(RECORD_SHARE.UPDATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void takeBack(Viewer viewer, RecordKey record, String principal) {
        db.deleteFrom(RECORD_SHARE)
                .where(of(record, principal))
                .and(RECORD_SHARE.VERSION.eq(1))
                .execute();
    }

    private static Condition of(RecordKey record, String principal) {
        return RECORD_SHARE
                .OBJECT
                .eq(record.type().typeName())
                .and(RECORD_SHARE.RECORD_ID.eq(record.id()))
                .and(RECORD_SHARE.PRINCIPAL.eq(principal));
    }

    void deleteOf(Viewer viewer, RecordKey record) {
        db.deleteFrom(RECORD_SHARE)
                .where(RECORD_SHARE.OBJECT.eq(record.type().typeName()))
                .and(RECORD_SHARE.RECORD_ID.eq(record.id()))
                .execute();
    }

    void delete(Viewer viewer, long id) {
        db.deleteFrom(RECORD_SHARE).where(RECORD_SHARE.RECORD_SHARE_ID.eq(id)).execute();
    }

    /**
     * The records of a kind that reach the viewer by shares.
     *
     * @param shared what his scope says of shares
     */
    List<Long> records(Viewer viewer, Shared shared) {
        return db.selectDistinct(RECORD_SHARE.RECORD_ID)
                .from(RECORD_SHARE)
                .where(RECORD_SHARE.OBJECT.eq(shared.object().typeName()))
                .and(shared.has(RECORD_SHARE.RECORD_ID))
                .orderBy(RECORD_SHARE.RECORD_ID)
                .limit(MOST_SHARED)
                .fetch(RECORD_SHARE.RECORD_ID);
    }

    /** The shares of one record that reach a person now. */
    List<RecordShare> reaching(Viewer person, RecordType object, long recordId, Instant now) {
        return db.selectFrom(RECORD_SHARE)
                .where(RECORD_SHARE.OBJECT.eq(object.typeName()))
                .and(RECORD_SHARE.RECORD_ID.eq(recordId))
                .and(RECORD_SHARE.PRINCIPAL.in(person.access().principals()))
                .and(RECORD_SHARE.EXPIRES_AT.isNull().or(RECORD_SHARE.EXPIRES_AT.gt(now)))
                .orderBy(RECORD_SHARE.RECORD_SHARE_ID)
                .fetch(ShareRepository::share);
    }

    /** Whether a principal names somebody who is there. */
    boolean exists(Viewer viewer, String principal) {
        String[] parts = principal.split(":", 2);
        Condition there =
                switch (parts[0]) {
                    case "user" ->
                            DSL.exists(
                                    DSL.selectOne()
                                            .from(APP_USER)
                                            .where(APP_USER.APP_USER_ID.eq(Long.valueOf(parts[1])))
                                            .and(APP_USER.ACTIVE.isTrue()));
                    case "role" ->
                            DSL.exists(DSL.selectOne().from(ROLE).where(ROLE.KEY.eq(parts[1])));
                    default ->
                            DSL.exists(
                                    DSL.selectOne()
                                            .from(TEAM)
                                            .where(TEAM.TEAM_ID.eq(Long.valueOf(parts[1]))));
                };
        return db.select(DSL.field(there)).fetchSingle().value1();
    }

    private static RecordShare share(RecordShareRecord row) {
        Principal with = Principal.of(row.getPrincipal());
        return new RecordShare(
                row.getRecordShareId(),
                with.userId(),
                with.teamId(),
                with.teamsBelow(),
                with.role(),
                Level.valueOf(row.getLevel()),
                row.getExpiresAt(),
                Rows.stamp(row));
    }
}
