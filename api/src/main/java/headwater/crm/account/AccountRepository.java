package headwater.crm.account;

import static headwater.crm.db.crm.Tables.ACCOUNT;
import static headwater.crm.db.crm.Tables.FOLLOWUP_CADENCE;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.AccountRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.pool.HoldingColumns;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

@Repository
class AccountRepository extends RecordRepository<AccountRecord, Account> {
    /** As in the indexes: what is never due comes last. */
    private static final Field<Instant> DUE =
            DSL.coalesce(
                    ACCOUNT.NEXT_FOLLOWUP_DUE_AT,
                    DSL.field(
                            "timestamptz '9999-12-31 00:00:00+00'",
                            ACCOUNT.NEXT_FOLLOWUP_DUE_AT.getDataType()));

    private static final RecordTable<AccountRecord> TABLE =
            RecordTable.owned(
                            RecordType.ACCOUNT,
                            ACCOUNT.ACCOUNT_ID,
                            ACCOUNT.OWNER_ID,
                            ListFields.of(RecordType.ACCOUNT, ACCOUNT.ACCOUNT_ID)
                                    .text("name", ACCOUNT.NAME)
                                    .text("uscc", ACCOUNT.USCC)
                                    .text("industry", ACCOUNT.INDUSTRY)
                                    .text("grade", ACCOUNT.GRADE)
                                    .text("cooperationStatus", ACCOUNT.COOPERATION_STATUS)
                                    .reference("owner", RecordType.USER, ACCOUNT.OWNER_ID)
                                    .text("externalId", ACCOUNT.EXTERNAL_ID)
                                    .range(
                                            "lastEffectiveFollowupAt",
                                            ACCOUNT.LAST_EFFECTIVE_FOLLOWUP_AT)
                                    .range("nextFollowupDueAt", ACCOUNT.NEXT_FOLLOWUP_DUE_AT, DUE)
                                    .reference("pool", RecordType.POOL, ACCOUNT.POOL_ID)
                                    .range("recycleDueAt", ACCOUNT.RECYCLE_DUE_AT)
                                    .range("createdAt", ACCOUNT.CREATED_AT)
                                    .softDeleted(ACCOUNT.DELETED_AT)
                                    .order("NAME", ACCOUNT.NAME)
                                    .order("CREATED_AT", ACCOUNT.CREATED_AT)
                                    .order("NEXT_FOLLOWUP_DUE_AT", DUE))
                    .named(ACCOUNT.NAME)
                    .searched(
                            TextSearch.of(
                                            RecordType.ACCOUNT,
                                            ACCOUNT.ACCOUNT_ID,
                                            ACCOUNT.DELETED_AT.isNull())
                                    .in("name", ACCOUNT.NAME)
                                    .in("phone", ACCOUNT.PHONE)
                                    .in("website", ACCOUNT.WEBSITE))
                    .unique(Map.of("account_external_id", "externalId", "account_uscc", "uscc"));

    AccountRepository(DSLContext db) {
        super(db, TABLE);
    }

    /**
     * The account was followed up. Its version stays: nobody who edits it must learn of that first.
     *
     * @param zone of the company, which decides what a day is
     */
    void followedUp(Viewer viewer, long id, Instant at, String zone) {
        Field<Instant> last = DSL.greatest(DSL.val(at), ACCOUNT.LAST_EFFECTIVE_FOLLOWUP_AT);
        db.update(ACCOUNT)
                .set(ACCOUNT.LAST_EFFECTIVE_FOLLOWUP_AT, last)
                .set(ACCOUNT.NEXT_FOLLOWUP_DUE_AT, due(last, zone))
                .where(ACCOUNT.ACCOUNT_ID.eq(id))
                .execute();
    }

    /**
     * When the account is due by the cadence of its grade, since the last time or the first day.
     */
    void dueAgain(Viewer viewer, long id, String zone) {
        Field<Instant> since = DSL.coalesce(ACCOUNT.LAST_EFFECTIVE_FOLLOWUP_AT, ACCOUNT.CREATED_AT);
        db.update(ACCOUNT)
                .set(ACCOUNT.NEXT_FOLLOWUP_DUE_AT, due(since, zone))
                .where(ACCOUNT.ACCOUNT_ID.eq(id))
                .execute();
    }

    /** The beginning of the day that lies so many days after. */
    private static Field<Instant> due(Field<Instant> since, String zone) {
        return DSL.field(
                "(select (date_trunc('day', {0} at time zone {1}) + make_interval(days => {2})) at time zone {1} from {3} where {4} = {5})",
                ACCOUNT.NEXT_FOLLOWUP_DUE_AT.getDataType(),
                since,
                DSL.val(zone),
                FOLLOWUP_CADENCE.DAYS,
                FOLLOWUP_CADENCE,
                FOLLOWUP_CADENCE.GRADE,
                ACCOUNT.GRADE);
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Account account) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.putAll(
                AccountDuplicateRepository.keys(
                        account.name(), account.phone(), account.website()));
        values.put(ACCOUNT.NAME, account.name());
        values.put(ACCOUNT.USCC, account.uscc());
        values.put(ACCOUNT.INDUSTRY, account.industry());
        values.put(ACCOUNT.GRADE, account.grade() == null ? null : account.grade().name());
        values.put(ACCOUNT.COOPERATION_STATUS, account.cooperationStatus().name());
        values.put(ACCOUNT.WEBSITE, account.website());
        values.put(ACCOUNT.PHONE, account.phone());
        values.put(ACCOUNT.ADDRESS, account.address());
        values.put(ACCOUNT.OWNER_ID, account.ownerId());
        values.put(ACCOUNT.PARENT_ACCOUNT_ID, account.parentId());
        values.put(ACCOUNT.EXTERNAL_ID, account.externalId());
        return values;
    }

    @Override
    protected Account record(AccountRecord row) {
        return new Account(
                row.getAccountId(),
                row.getName(),
                row.getUscc(),
                row.getIndustry(),
                row.getGrade() == null ? null : Grade.valueOf(row.getGrade()),
                CooperationStatus.valueOf(row.getCooperationStatus()),
                row.getWebsite(),
                row.getPhone(),
                row.getAddress(),
                HoldingColumns.read(row),
                row.getParentAccountId(),
                row.getNextFollowupDueAt(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
