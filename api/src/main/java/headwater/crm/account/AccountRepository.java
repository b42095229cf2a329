package headwater.crm.account;

import static headwater.crm.db.crm.Tables.ACCOUNT;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
import headwater.crm.db.crm.tables.records.AccountRecord;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.Map;

@Repository
class AccountRepository extends RecordRepository<AccountRecord, Account> {
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
                                    .range("createdAt", ACCOUNT.CREATED_AT)
                                    .softDeleted(ACCOUNT.DELETED_AT)
                                    .order("NAME", ACCOUNT.NAME)
                                    .order("CREATED_AT", ACCOUNT.CREATED_AT))
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
                row.getOwnerId(),
                row.getParentAccountId(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
