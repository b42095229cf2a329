package headwater.crm.account;

import static headwater.crm.db.crm.Tables.ACCOUNT;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.AccountRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class AccountRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.ACCOUNT, ACCOUNT.ACCOUNT_ID)
                    .text("name", ACCOUNT.NAME)
                    .text("industry", ACCOUNT.INDUSTRY)
                    .text("grade", ACCOUNT.GRADE)
                    .text("cooperationStatus", ACCOUNT.COOPERATION_STATUS)
                    .reference("owner", RecordType.USER, ACCOUNT.OWNER_ID)
                    .text("externalId", ACCOUNT.EXTERNAL_ID)
                    .range("createdAt", ACCOUNT.CREATED_AT)
                    .softDeleted(ACCOUNT.DELETED_AT)
                    .order("NAME", ACCOUNT.NAME)
                    .order("CREATED_AT", ACCOUNT.CREATED_AT);
    private static final References REFERENCES =
            new References(
                    RecordType.ACCOUNT,
                    ACCOUNT.ACCOUNT_ID,
                    ACCOUNT.EXTERNAL_ID,
                    List.of(ACCOUNT.NAME));

    private static final TextSearch SEARCH =
            TextSearch.of(RecordType.ACCOUNT, ACCOUNT.ACCOUNT_ID, ACCOUNT.DELETED_AT.isNull())
                    .in("name", ACCOUNT.NAME)
                    .in("phone", ACCOUNT.PHONE)
                    .in("website", ACCOUNT.WEBSITE);

    private final DSLContext db;
    private final Rows rows;

    AccountRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        ACCOUNT.ACCOUNT_ID,
                        RecordType.ACCOUNT.typeName(),
                        Map.of("account_external_id", "externalId"));
    }

    Connection<Account> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                ACCOUNT,
                viewer.scope(RecordType.ACCOUNT, Action.READ)
                        .parts(ACCOUNT.ACCOUNT_ID, ACCOUNT.OWNER_ID),
                LIST.readableBy(viewer),
                request,
                AccountRepository::account);
    }

    List<Account> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(ACCOUNT)
                .where(ACCOUNT.ACCOUNT_ID.in(ids))
                .and(readable(viewer))
                .fetch(AccountRepository::account);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(
                db, readable(viewer).and(ACCOUNT.DELETED_AT.isNull()), ref, violations, field);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, readable(viewer), text, limit);
    }

    @Nullable Long owner(Viewer viewer, Action action, long id) {
        return db.select(ACCOUNT.OWNER_ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ACCOUNT_ID.eq(id))
                .and(may(viewer, action))
                .fetchOne(ACCOUNT.OWNER_ID);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, readable(viewer));
    }

    long insert(
            Viewer viewer, AccountDraft draft, long ownerId, @Nullable Long parentId, Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft, ownerId, parentId);
        values.put(ACCOUNT.EXTERNAL_ID, draft.externalId());
        if (draft.createdAt() != null) {
            values.put(ACCOUNT.CREATED_AT, draft.createdAt());
        }
        return rows.insert(viewer, now, values);
    }

    void update(
            Viewer viewer,
            long id,
            int expectedVersion,
            AccountDraft draft,
            long ownerId,
            @Nullable Long parentId,
            Instant now) {
        rows.update(
                viewer,
                now,
                id,
                expectedVersion,
                may(viewer, Action.UPDATE).and(ACCOUNT.DELETED_AT.isNull()),
                values(draft, ownerId, parentId));
    }

    /**
     * @param deletedAt null brings the account back
     */
    void markDeleted(
            Viewer viewer, long id, int expectedVersion, @Nullable Instant deletedAt, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ACCOUNT.DELETED_AT, deletedAt);
        values.put(ACCOUNT.DELETED_BY, deletedAt == null ? null : viewer.userId());
        rows.update(viewer, now, id, expectedVersion, may(viewer, Action.DELETE), values);
    }

    private static Condition readable(Viewer viewer) {
        return may(viewer, Action.READ);
    }

    private static Condition may(Viewer viewer, Action action) {
        return viewer.scope(RecordType.ACCOUNT, action).of(ACCOUNT.ACCOUNT_ID, ACCOUNT.OWNER_ID);
    }

    private static Map<Field<?>, @Nullable Object> values(
            AccountDraft draft, long ownerId, @Nullable Long parentId) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(ACCOUNT.NAME, draft.name());
        values.put(ACCOUNT.INDUSTRY, draft.industry());
        values.put(ACCOUNT.GRADE, draft.grade() == null ? null : draft.grade().name());
        values.put(
                ACCOUNT.COOPERATION_STATUS,
                draft.cooperationStatus() == null
                        ? CooperationStatus.PROSPECT.name()
                        : draft.cooperationStatus().name());
        values.put(ACCOUNT.WEBSITE, draft.website());
        values.put(ACCOUNT.PHONE, draft.phone());
        values.put(ACCOUNT.ADDRESS, draft.address());
        values.put(ACCOUNT.OWNER_ID, ownerId);
        values.put(ACCOUNT.PARENT_ACCOUNT_ID, parentId);
        return values;
    }

    private static Account account(AccountRecord row) {
        return new Account(
                row.getAccountId(),
                row.getName(),
                row.getIndustry(),
                row.getGrade() == null ? null : Grade.valueOf(row.getGrade()),
                CooperationStatus.valueOf(row.getCooperationStatus()),
                row.getWebsite(),
                row.getPhone(),
                row.getAddress(),
                row.getOwnerId(),
                row.getParentAccountId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
