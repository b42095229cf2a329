package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.COMPANY;
import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.OPPORTUNITY_LINE;

import headwater.crm.followup.Followed.Whose;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.pipeline.Stage.Category;
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
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class OpportunityRepository {
    /** As in the indexes: what is to close on no day comes first. */
    private static final Field<LocalDate> CLOSE =
            DSL.coalesce(OPPORTUNITY.CLOSE_ON, DSL.inline(LocalDate.of(1, 1, 1)));

    private static final ListFields LIST =
            ListFields.of(RecordType.OPPORTUNITY, OPPORTUNITY.OPPORTUNITY_ID)
                    .text("name", OPPORTUNITY.NAME)
                    .reference("account", RecordType.ACCOUNT, OPPORTUNITY.ACCOUNT_ID)
                    .reference("owner", RecordType.USER, OPPORTUNITY.OWNER_ID)
                    .reference("pipeline", RecordType.PIPELINE, OPPORTUNITY.PIPELINE_ID)
                    .reference("stage", RecordType.STAGE, OPPORTUNITY.STAGE_ID)
                    .reference("competitor", RecordType.COMPETITOR, OPPORTUNITY.COMPETITOR_ID)
                    .text("stageCategory", OPPORTUNITY.STAGE_CATEGORY)
                    .text("forecastCategory", OPPORTUNITY.FORECAST_CATEGORY)
                    .range("companyAmount", OPPORTUNITY.COMPANY_AMOUNT)
                    .range("closeOn", OPPORTUNITY.CLOSE_ON, CLOSE)
                    .text("externalId", OPPORTUNITY.EXTERNAL_ID)
                    .range("createdAt", OPPORTUNITY.CREATED_AT)
                    .softDeleted(OPPORTUNITY.DELETED_AT)
                    .order("NAME", OPPORTUNITY.NAME)
                    .order("CREATED_AT", OPPORTUNITY.CREATED_AT)
                    // Written as in the indexes opportunity_by_amount and opportunity_by_close.
                    .order(
                            "COMPANY_AMOUNT",
                            DSL.coalesce(
                                    OPPORTUNITY.COMPANY_AMOUNT,
                                    DSL.inline(BigDecimal.ONE.negate())))
                    .order("CLOSE_ON", CLOSE);
    private static final Field<String> COMPANY_CURRENCY =
            DSL.field(DSL.select(COMPANY.CURRENCY).from(COMPANY)).as("company_currency");

    private static final TextSearch SEARCH =
            TextSearch.of(
                            RecordType.OPPORTUNITY,
                            OPPORTUNITY.OPPORTUNITY_ID,
                            OPPORTUNITY.DELETED_AT.isNull())
                    .in("name", OPPORTUNITY.NAME);

    private static final References REFERENCES =
            new References(
                    RecordType.OPPORTUNITY,
                    OPPORTUNITY.OPPORTUNITY_ID,
                    OPPORTUNITY.EXTERNAL_ID,
                    List.of(OPPORTUNITY.NAME));

    private final DSLContext db;
    private final Rows rows;

    OpportunityRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        OPPORTUNITY.OPPORTUNITY_ID,
                        RecordType.OPPORTUNITY.typeName(),
                        Map.of("opportunity_external_id", "externalId"));
    }

    Connection<Opportunity> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                OPPORTUNITY,
                List.of(COMPANY_CURRENCY),
                viewer.scope(RecordType.OPPORTUNITY, Action.READ)
                        .parts(OPPORTUNITY.OPPORTUNITY_ID, OPPORTUNITY.OWNER_ID),
                LIST.readableBy(viewer),
                request,
                OpportunityRepository::opportunity);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(
                db, readable(viewer).and(OPPORTUNITY.DELETED_AT.isNull()), ref, violations, field);
    }

    List<Opportunity> byIds(Viewer viewer, Set<Long> ids) {
        return db.select(OPPORTUNITY.fields())
                .select(COMPANY_CURRENCY)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.OPPORTUNITY_ID.in(ids))
                .and(readable(viewer))
                .fetch(OpportunityRepository::opportunity);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, readable(viewer), text, limit);
    }

    @Nullable Long owner(Viewer viewer, Action action, long id) {
        return db.select(OPPORTUNITY.OWNER_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.OPPORTUNITY_ID.eq(id))
                .and(may(viewer, action))
                .fetchOne(OPPORTUNITY.OWNER_ID);
    }

    /** Nobody changes it until the transaction ends; null if the viewer may not see it. */
    @Nullable Whose whose(Viewer viewer, long id) {
        return db.select(OPPORTUNITY.OWNER_ID, OPPORTUNITY.ACCOUNT_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.OPPORTUNITY_ID.eq(id))
                .and(readable(viewer))
                .forUpdate()
                .fetchOne(row -> new Whose(row.value1(), row.value2()));
    }

    /** Whether anything is open with a customer, whoever owns it. */
    boolean hasOpen(Viewer viewer, long accountId) {
        return db.fetchExists(
                OPPORTUNITY,
                OPPORTUNITY.ACCOUNT_ID.eq(accountId),
                OPPORTUNITY.DELETED_AT.isNull(),
                OPPORTUNITY.STAGE_CATEGORY.eq("OPEN"));
    }

    List<Long> openOfAccount(Viewer viewer, long accountId, long ownerId) {
        return db.select(OPPORTUNITY.OPPORTUNITY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ACCOUNT_ID.eq(accountId))
                .and(OPPORTUNITY.OWNER_ID.eq(ownerId))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.STAGE_CATEGORY.eq("OPEN"))
                .and(may(viewer, Action.TRANSFER))
                .orderBy(OPPORTUNITY.OPPORTUNITY_ID)
                .fetch(OPPORTUNITY.OPPORTUNITY_ID);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, readable(viewer));
    }

    long insert(Viewer viewer, Opportunity opportunity, Instant now) {
        Map<Field<?>, @Nullable Object> values = values(opportunity);
        values.put(OPPORTUNITY.CREATED_AT, opportunity.createdAt());
        values.put(OPPORTUNITY.EXTERNAL_ID, opportunity.externalId());
        return rows.insert(viewer, now, values);
    }

    void update(Viewer viewer, Opportunity opportunity, int expectedVersion, Instant now) {
        rows.update(
                viewer,
                now,
                opportunity.id(),
                expectedVersion,
                may(viewer, Action.UPDATE).and(OPPORTUNITY.DELETED_AT.isNull()),
                values(opportunity));
    }

    /**
     * @param deletedAt null brings the opportunity back
     */
    void markDeleted(
            Viewer viewer,
            Opportunity opportunity,
            int expectedVersion,
            @Nullable Instant deletedAt,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(OPPORTUNITY.DELETED_AT, deletedAt);
        values.put(OPPORTUNITY.DELETED_BY, deletedAt == null ? null : viewer.userId());
        values.put(OPPORTUNITY.LAST_CHANGE_SEQUENCE, opportunity.lastChangeSequence());
        values.put(OPPORTUNITY.LAST_CHANGE_AT, opportunity.lastChangeAt());
        rows.update(
                viewer,
                now,
                opportunity.id(),
                expectedVersion,
                may(viewer, Action.DELETE)
                        .and(
                                deletedAt == null
                                        ? OPPORTUNITY.DELETED_AT.isNotNull()
                                        : OPPORTUNITY.DELETED_AT.isNull()),
                values);
    }

    /** The lines of opportunities that the viewer has read already, in order. */
    List<OpportunityLine> lines(Viewer viewer, Set<Long> opportunityIds) {
        return db.select(OPPORTUNITY_LINE.fields())
                .from(OPPORTUNITY_LINE)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.OPPORTUNITY_ID.eq(OPPORTUNITY_LINE.OPPORTUNITY_ID))
                .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.in(opportunityIds))
                .and(readable(viewer))
                .orderBy(OPPORTUNITY_LINE.OPPORTUNITY_ID, OPPORTUNITY_LINE.POSITION)
                .fetch(OpportunityRepository::line);
    }

    void replaceLines(Viewer viewer, long opportunityId, List<OpportunityLine> lines) {
        db.deleteFrom(OPPORTUNITY_LINE)
                .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(opportunityId))
                .execute();
        insertLines(viewer, opportunityId, lines);
    }

    void insertLines(Viewer viewer, long opportunityId, List<OpportunityLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            OpportunityLine line = lines.get(i);
            db.insertInto(OPPORTUNITY_LINE)
                    .set(OPPORTUNITY_LINE.OPPORTUNITY_ID, opportunityId)
                    .set(OPPORTUNITY_LINE.POSITION, (short) (i + 1))
                    .set(OPPORTUNITY_LINE.PRODUCT_ID, line.productId())
                    .set(OPPORTUNITY_LINE.QUANTITY, line.quantity())
                    .set(OPPORTUNITY_LINE.UNIT_PRICE, line.unitPrice())
                    .set(OPPORTUNITY_LINE.DISCOUNT_PERCENT, line.discountPercent())
                    .set(OPPORTUNITY_LINE.AMOUNT, line.amount())
                    .execute();
        }
    }

    private static Condition may(Viewer viewer, Action action) {
        return viewer.scope(RecordType.OPPORTUNITY, action)
                .of(OPPORTUNITY.OPPORTUNITY_ID, OPPORTUNITY.OWNER_ID);
    }

    private static Condition readable(Viewer viewer) {
        return may(viewer, Action.READ);
    }

    private static Map<Field<?>, @Nullable Object> values(Opportunity opportunity) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(OPPORTUNITY.NAME, opportunity.name());
        values.put(OPPORTUNITY.ACCOUNT_ID, opportunity.accountId());
        values.put(OPPORTUNITY.CONTACT_ID, opportunity.contactId());
        values.put(OPPORTUNITY.OWNER_ID, opportunity.ownerId());
        values.put(OPPORTUNITY.PIPELINE_ID, opportunity.pipelineId());
        values.put(OPPORTUNITY.STAGE_ID, opportunity.stageId());
        values.put(OPPORTUNITY.STAGE_CATEGORY, opportunity.stageCategory().name());
        values.put(OPPORTUNITY.STAGE_ENTERED_AT, opportunity.stageEnteredAt());
        values.put(OPPORTUNITY.PROBABILITY, (short) opportunity.probability());
        values.put(OPPORTUNITY.PROBABILITY_SOURCE, opportunity.probabilitySource().name());
        values.put(OPPORTUNITY.FORECAST_CATEGORY, opportunity.forecastCategory().name());
        values.put(OPPORTUNITY.AMOUNT, opportunity.value());
        values.put(OPPORTUNITY.CURRENCY, opportunity.currency());
        values.put(OPPORTUNITY.COMPANY_AMOUNT, opportunity.companyValue());
        values.put(OPPORTUNITY.CLOSE_ON, opportunity.closeOn());
        values.put(OPPORTUNITY.CLOSED_AT, opportunity.closedAt());
        values.put(OPPORTUNITY.LOST_REASON, opportunity.lostReason());
        values.put(OPPORTUNITY.COMPETITOR_ID, opportunity.competitorId());
        Pending pending = opportunity.pending();
        values.put(OPPORTUNITY.PENDING_STAGE_ID, pending == null ? null : pending.stageId());
        values.put(OPPORTUNITY.PENDING_REASON, pending == null ? null : pending.reason());
        values.put(OPPORTUNITY.LAST_CHANGE_SEQUENCE, opportunity.lastChangeSequence());
        values.put(OPPORTUNITY.LAST_CHANGE_AT, opportunity.lastChangeAt());
        return values;
    }

    private static Opportunity opportunity(Record row) {
        return new Opportunity(
                row.get(OPPORTUNITY.OPPORTUNITY_ID),
                row.get(OPPORTUNITY.NAME),
                row.get(OPPORTUNITY.ACCOUNT_ID),
                row.get(OPPORTUNITY.CONTACT_ID),
                row.get(OPPORTUNITY.OWNER_ID),
                row.get(OPPORTUNITY.PIPELINE_ID),
                row.get(OPPORTUNITY.STAGE_ID),
                Category.valueOf(row.get(OPPORTUNITY.STAGE_CATEGORY)),
                row.get(OPPORTUNITY.STAGE_ENTERED_AT),
                row.get(OPPORTUNITY.PROBABILITY),
                ProbabilitySource.valueOf(row.get(OPPORTUNITY.PROBABILITY_SOURCE)),
                ForecastCategory.valueOf(row.get(OPPORTUNITY.FORECAST_CATEGORY)),
                row.get(OPPORTUNITY.AMOUNT),
                row.get(OPPORTUNITY.CURRENCY),
                row.get(OPPORTUNITY.COMPANY_AMOUNT),
                row.get(COMPANY_CURRENCY),
                row.get(OPPORTUNITY.CLOSE_ON),
                row.get(OPPORTUNITY.CLOSED_AT),
                row.get(OPPORTUNITY.LOST_REASON),
                row.get(OPPORTUNITY.COMPETITOR_ID),
                Pending.of(
                        row.get(OPPORTUNITY.PENDING_STAGE_ID), row.get(OPPORTUNITY.PENDING_REASON)),
                row.get(OPPORTUNITY.LAST_CHANGE_SEQUENCE),
                row.get(OPPORTUNITY.LAST_CHANGE_AT),
                row.get(OPPORTUNITY.EXTERNAL_ID),
                Rows.stamp(row));
    }

    private static OpportunityLine line(Record row) {
        return new OpportunityLine(
                row.get(OPPORTUNITY_LINE.OPPORTUNITY_LINE_ID),
                row.get(OPPORTUNITY_LINE.OPPORTUNITY_ID),
                row.get(OPPORTUNITY_LINE.PRODUCT_ID),
                row.get(OPPORTUNITY_LINE.QUANTITY),
                row.get(OPPORTUNITY_LINE.UNIT_PRICE),
                row.get(OPPORTUNITY_LINE.DISCOUNT_PERCENT));
    }
}
