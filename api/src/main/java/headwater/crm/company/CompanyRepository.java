package headwater.crm.company;

import static headwater.crm.db.crm.Tables.COMPANY;
import static headwater.crm.db.crm.Tables.CURRENCY_RATE;
import static headwater.crm.db.crm.Tables.OPPORTUNITY;

import headwater.crm.db.crm.tables.records.CurrencyRateRecord;
import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class CompanyRepository {
    private static final ListFields RATE_FIELDS =
            ListFields.of(RecordType.CURRENCY_RATE, CURRENCY_RATE.CURRENCY_RATE_ID)
                    .text("currency", CURRENCY_RATE.CURRENCY)
                    .range("validOn", CURRENCY_RATE.VALID_ON)
                    .order("CURRENCY", CURRENCY_RATE.CURRENCY)
                    .order("VALID_ON", CURRENCY_RATE.VALID_ON);

    private final DSLContext db;
    private final Rows rates;

    CompanyRepository(DSLContext db) {
        this.db = db;
        this.rates =
                new Rows(
                        db,
                        CURRENCY_RATE.CURRENCY_RATE_ID,
                        RecordType.CURRENCY_RATE.typeName(),
                        Map.of("currency_rate_one_per_day", "validOn"));
    }

    @SystemAccess("settings are the same for everybody and hold nothing personal")
    Company company() {
        return db.select(
                        COMPANY.NAME,
                        COMPANY.CURRENCY,
                        COMPANY.TIME_ZONE,
                        COMPANY.FISCAL_YEAR_START_MONTH.cast(Integer.class),
                        COMPANY.MAX_LINE_DISCOUNT_PERCENT,
                        COMPANY.VERSION)
                .from(COMPANY)
                .fetchSingle(Records.mapping(Company::new));
    }

    void update(Viewer viewer, Company company, int expectedVersion, Instant now) {
        int changed =
                db.update(COMPANY)
                        .set(COMPANY.NAME, company.name())
                        .set(COMPANY.CURRENCY, company.currency())
                        .set(COMPANY.TIME_ZONE, company.timeZone())
                        .set(
                                COMPANY.FISCAL_YEAR_START_MONTH,
                                (short) company.fiscalYearStartMonth())
                        .set(COMPANY.MAX_LINE_DISCOUNT_PERCENT, company.maxLineDiscountPercent())
                        .set(COMPANY.VERSION, COMPANY.VERSION.plus(1))
                        .set(COMPANY.UPDATED_AT, now)
                        .set(COMPANY.UPDATED_BY, viewer.userId())
                        .where(COMPANY.VERSION.eq(expectedVersion))
                        .execute();
        if (changed == 0) {
            throw new Conflict(expectedVersion, company().version());
        }
    }

    @SystemAccess("tells only whether amounts exist at all")
    boolean hasAmounts() {
        return db.fetchExists(
                DSL.selectOne().from(OPPORTUNITY).where(OPPORTUNITY.AMOUNT.isNotNull()));
    }

    @SystemAccess("rates are the same for everybody")
    @Nullable BigDecimal rateOn(String currency, LocalDate day) {
        return db.select(CURRENCY_RATE.RATE)
                .from(CURRENCY_RATE)
                .where(CURRENCY_RATE.CURRENCY.eq(currency))
                .and(CURRENCY_RATE.VALID_ON.le(day))
                .orderBy(CURRENCY_RATE.VALID_ON.desc())
                .limit(1)
                .fetchOne(CURRENCY_RATE.RATE);
    }

    Connection<CurrencyRate> rates(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                CURRENCY_RATE,
                KeysetList.EVERYBODYS,
                RATE_FIELDS.readableBy(viewer),
                request,
                CompanyRepository::rate);
    }

    List<CurrencyRate> ratesByIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(CURRENCY_RATE)
                .where(CURRENCY_RATE.CURRENCY_RATE_ID.in(ids))
                .fetch(CompanyRepository::rate);
    }

    long insertRate(
            Viewer viewer, String currency, LocalDate validOn, BigDecimal rate, Instant now) {
        return rates.insert(
                viewer,
                now,
                Map.of(
                        CURRENCY_RATE.CURRENCY, currency,
                        CURRENCY_RATE.VALID_ON, validOn,
                        CURRENCY_RATE.RATE, rate));
    }

    void updateRate(Viewer viewer, long id, int expectedVersion, BigDecimal rate, Instant now) {
        rates.update(
                viewer,
                now,
                id,
                expectedVersion,
                DSL.noCondition(),
                Map.of(CURRENCY_RATE.RATE, rate));
    }

    void deleteRate(Viewer viewer, long id, int expectedVersion) {
        rates.delete(id, expectedVersion, DSL.noCondition());
    }

    private static CurrencyRate rate(CurrencyRateRecord row) {
        return new CurrencyRate(
                row.getCurrencyRateId(),
                row.getCurrency(),
                row.getValidOn(),
                row.getRate(),
                Rows.stamp(row));
    }
}
