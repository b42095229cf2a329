package headwater.crm.opportunity;

import static headwater.crm.db.crm.Tables.APPROVAL;
import static headwater.crm.db.crm.Tables.CONTACT;
import static headwater.crm.db.crm.Tables.CONTRACT;
import static headwater.crm.db.crm.Tables.INTERACTION;
import static headwater.crm.db.crm.Tables.OPPORTUNITY;
import static headwater.crm.db.crm.Tables.OPPORTUNITY_LINE;
import static headwater.crm.db.crm.Tables.QUOTE;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads, in one statement, what stages ask about; the facts count whoever may see them. */
@Repository
class GateEvidenceRepository {
    private static final List<String> AGREED_QUOTE = List.of("APPROVED", "SENT", "ACCEPTED");
    private static final List<String> SIGNED = List.of("SIGNED", "IN_PERFORMANCE", "COMPLETED");

    private final DSLContext db;

    GateEvidenceRepository(DSLContext db) {
        this.db = db;
    }

    GateEvidence of(Viewer viewer, long id) {
        return Objects.requireNonNull(of(viewer, Set.of(id)).get(id));
    }

    /** By opportunity. */
    Map<Long, GateEvidence> of(Viewer viewer, Set<Long> ids) {
        Field<Long> id = OPPORTUNITY.OPPORTUNITY_ID;
        Field<Boolean> lines =
                exists(
                        DSL.selectOne()
                                .from(OPPORTUNITY_LINE)
                                .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(id)));
        Field<Boolean> decisionMaker =
                exists(
                        DSL.selectOne()
                                .from(CONTACT)
                                .where(
                                        CONTACT.CONTACT_ID
                                                .eq(OPPORTUNITY.CONTACT_ID)
                                                .or(CONTACT.ACCOUNT_ID.eq(OPPORTUNITY.ACCOUNT_ID)))
                                .and(CONTACT.DECISION_ROLE.eq("DECISION_MAKER"))
                                .and(CONTACT.DELETED_AT.isNull()));
        Field<Boolean> quote =
                exists(
                        DSL.selectOne()
                                .from(QUOTE)
                                .where(quotes())
                                .and(QUOTE.STATE.in(AGREED_QUOTE)));
        Field<Boolean> contract =
                exists(
                        DSL.selectOne()
                                .from(CONTRACT)
                                .where(contracts())
                                .and(CONTRACT.STATE.in(SIGNED)));
        Field<Boolean> approval =
                exists(
                        DSL.selectOne()
                                .from(APPROVAL)
                                .where(APPROVAL.STATE.eq("RUNNING"))
                                .and(
                                        about(
                                                        RecordType.QUOTE,
                                                        DSL.select(QUOTE.QUOTE_ID)
                                                                .from(QUOTE)
                                                                .where(quotes()))
                                                .or(
                                                        about(
                                                                RecordType.CONTRACT,
                                                                DSL.select(CONTRACT.CONTRACT_ID)
                                                                        .from(CONTRACT)
                                                                        .where(contracts())))));
        Field<Map<String, Integer>> interactions = interactions();
        return db.select(id, lines, decisionMaker, quote, contract, approval, interactions)
                .from(OPPORTUNITY)
                .where(id.in(ids))
                .fetchMap(
                        id,
                        row ->
                                new GateEvidence(
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7()));
    }

    private static Field<Map<String, Integer>> interactions() {
        return DSL.multiset(
                        DSL.select(INTERACTION.KIND, DSL.count())
                                .from(INTERACTION)
                                .where(INTERACTION.OPPORTUNITY_ID.eq(OPPORTUNITY.OPPORTUNITY_ID))
                                .and(INTERACTION.HAPPENED_AT.ge(OPPORTUNITY.STAGE_ENTERED_AT))
                                .and(
                                        INTERACTION
                                                .OUTCOME
                                                .isNull()
                                                .or(INTERACTION.OUTCOME.in("CONNECTED", "HELD")))
                                .groupBy(INTERACTION.KIND))
                .convertFrom(
                        rows ->
                                rows.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        row -> row.value1(), row -> row.value2())));
    }

    private static Field<Boolean> exists(Select<?> rows) {
        return DSL.field(DSL.exists(rows));
    }

    private static Condition quotes() {
        return QUOTE.OPPORTUNITY_ID.eq(OPPORTUNITY.OPPORTUNITY_ID).and(QUOTE.DELETED_AT.isNull());
    }

    private static Condition contracts() {
        return CONTRACT.OPPORTUNITY_ID
                .eq(OPPORTUNITY.OPPORTUNITY_ID)
                .and(CONTRACT.DELETED_AT.isNull());
    }

    private static Condition about(RecordType type, Select<Record1<Long>> ids) {
        return APPROVAL.ABOUT_OBJECT.eq(type.typeName()).and(APPROVAL.ABOUT_ID.in(ids));
    }
}
