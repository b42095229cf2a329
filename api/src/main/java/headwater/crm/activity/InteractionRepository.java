package headwater.crm.activity;

import static headwater.crm.db.crm.Tables.ACCOUNT;
import static headwater.crm.db.crm.Tables.CONTACT;
import static headwater.crm.db.crm.Tables.INTERACTION;
import static headwater.crm.db.crm.Tables.LEAD;
import static headwater.crm.db.crm.Tables.OPPORTUNITY;

import headwater.crm.activity.Interaction.Channel;
import headwater.crm.activity.Interaction.Confirmation;
import headwater.crm.activity.Interaction.Direction;
import headwater.crm.activity.Interaction.Kind;
import headwater.crm.activity.Interaction.Outcome;
import headwater.crm.activity.Interaction.Place;
import headwater.crm.activity.InteractionService.Text;
import headwater.crm.db.crm.tables.records.InteractionRecord;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.Rows;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Repository
class InteractionRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.INTERACTION, INTERACTION.INTERACTION_ID)
                    .text("kind", INTERACTION.KIND)
                    .text("direction", INTERACTION.DIRECTION)
                    .text("outcome", INTERACTION.OUTCOME)
                    .text("channel", INTERACTION.CHANNEL)
                    .flag("effective", INTERACTION.EFFECTIVE)
                    .range("happenedAt", INTERACTION.HAPPENED_AT)
                    .reference("customer", RecordType.ACCOUNT, INTERACTION.CUSTOMER_ID)
                    .text("externalId", INTERACTION.EXTERNAL_ID)
                    .order("HAPPENED_AT", INTERACTION.HAPPENED_AT);

    private final DSLContext db;
    private final Rows rows;

    InteractionRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        INTERACTION.INTERACTION_ID,
                        RecordType.INTERACTION.typeName(),
                        Map.of("interaction_external_id", "externalId"));
    }

    List<Interaction> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(INTERACTION)
                .where(INTERACTION.INTERACTION_ID.in(ids))
                .and(readable(viewer))
                .fetch(InteractionRepository::interaction);
    }

    /** Null also for one that the viewer may not see. */
    @Nullable Long byExternalId(Viewer viewer, String externalId) {
        return rows.byExternalIds(List.of(externalId), readable(viewer)).get(externalId);
    }

    /** Whoever writes down the same interaction at the same moment waits. */
    void lockExternalId(Viewer viewer, String externalId) {
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                "interaction " + externalId);
    }

    /** What happened with one record; with an account, all that its customers' history holds. */
    Connection<Interaction> of(Viewer viewer, RecordType type, long id, ListRequest request) {
        TableField<InteractionRecord, Long> column =
                type == RecordType.ACCOUNT ? INTERACTION.CUSTOMER_ID : column(type);
        return list(viewer, column.eq(id).and(readable(viewer)), request);
    }

    Connection<Interaction> byActor(Viewer viewer, ListRequest request) {
        return list(viewer, own(viewer), request);
    }

    private Connection<Interaction> list(Viewer viewer, Condition scope, ListRequest request) {
        return KeysetList.fetch(
                db,
                INTERACTION,
                List.of(scope),
                LIST.readableBy(viewer),
                request,
                InteractionRepository::interaction);
    }

    long insert(Viewer viewer, Interaction interaction, Instant now) {
        Place place = interaction.place();
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(INTERACTION.KIND, interaction.kind().name());
        values.put(INTERACTION.DIRECTION, interaction.direction().name());
        values.put(INTERACTION.SUBJECT, interaction.subject());
        values.put(INTERACTION.CONTENT, interaction.content());
        values.put(INTERACTION.HAPPENED_AT, interaction.happenedAt());
        values.put(INTERACTION.DURATION_SECONDS, interaction.durationSeconds());
        Outcome outcome = interaction.outcome();
        values.put(INTERACTION.OUTCOME, outcome == null ? null : outcome.name());
        values.put(INTERACTION.CHANNEL, interaction.channel().name());
        values.put(INTERACTION.EFFECTIVE, interaction.effective());
        values.put(INTERACTION.ACTOR_ID, interaction.actorId());
        values.put(INTERACTION.ACCOUNT_ID, place.accountId());
        values.put(INTERACTION.CONTACT_ID, place.contactId());
        values.put(INTERACTION.OPPORTUNITY_ID, place.opportunityId());
        values.put(INTERACTION.LEAD_ID, place.leadId());
        values.put(INTERACTION.CUSTOMER_ID, place.customerId());
        values.put(INTERACTION.EXTERNAL_ID, interaction.externalId());
        return rows.insert(viewer, now, values);
    }

    /** What is written about it; what happened stays. */
    void rewrite(Viewer viewer, long id, int expectedVersion, Text text, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(INTERACTION.SUBJECT, text.subject());
        values.put(INTERACTION.CONTENT, text.content());
        rows.update(viewer, now, id, expectedVersion, writable(viewer), values);
    }

    /** It counts from now on; whoever confirms need not be able to change it. */
    void confirm(Viewer viewer, long id, int expectedVersion, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(INTERACTION.EFFECTIVE, true);
        values.put(INTERACTION.CONFIRMED_AT, now);
        values.put(INTERACTION.CONFIRMED_BY, viewer.userId());
        rows.update(viewer, now, id, expectedVersion, readable(viewer), values);
    }

    /**
     * What happened with a lead belongs to the customer that it became.
     *
     * @return when it was last followed up; null for never
     */
    @Nullable Instant converted(Viewer viewer, long leadId, long accountId) {
        return db
                .update(INTERACTION)
                .set(INTERACTION.CUSTOMER_ID, accountId)
                .where(INTERACTION.LEAD_ID.eq(leadId))
                .returningResult(INTERACTION.EFFECTIVE, INTERACTION.HAPPENED_AT)
                .fetch()
                .stream()
                .filter(row -> row.value1())
                .map(row -> row.value2())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static TableField<InteractionRecord, Long> column(RecordType type) {
        return switch (type) {
            case ACCOUNT -> INTERACTION.ACCOUNT_ID;
            case CONTACT -> INTERACTION.CONTACT_ID;
            case OPPORTUNITY -> INTERACTION.OPPORTUNITY_ID;
            case LEAD -> INTERACTION.LEAD_ID;
            default -> throw new IllegalArgumentException("Nothing happens with a " + type);
        };
    }

    /** Who did it, and who may see the record that it hangs on or the customer above. */
    private static Condition readable(Viewer viewer) {
        return DSL.or(
                own(viewer),
                ofAccount(viewer, Action.READ, INTERACTION.CUSTOMER_ID),
                ofOthers(viewer, Action.READ));
    }

    private static Condition writable(Viewer viewer) {
        return DSL.or(
                own(viewer),
                ofAccount(viewer, Action.UPDATE, INTERACTION.ACCOUNT_ID),
                ofOthers(viewer, Action.UPDATE));
    }

    private static Condition own(Viewer viewer) {
        return viewer.userId() == null
                ? DSL.falseCondition()
                : INTERACTION.ACTOR_ID.eq(viewer.userId());
    }

    private static Condition ofAccount(Viewer viewer, Action action, Field<Long> column) {
        return within(
                viewer, action, column, RecordType.ACCOUNT, ACCOUNT.ACCOUNT_ID, ACCOUNT.OWNER_ID);
    }

    private static Condition ofOthers(Viewer viewer, Action action) {
        return DSL.or(
                within(
                        viewer,
                        action,
                        INTERACTION.CONTACT_ID,
                        RecordType.CONTACT,
                        CONTACT.CONTACT_ID,
                        CONTACT.OWNER_ID),
                within(
                        viewer,
                        action,
                        INTERACTION.OPPORTUNITY_ID,
                        RecordType.OPPORTUNITY,
                        OPPORTUNITY.OPPORTUNITY_ID,
                        OPPORTUNITY.OWNER_ID),
                within(
                        viewer,
                        action,
                        INTERACTION.LEAD_ID,
                        RecordType.LEAD,
                        LEAD.LEAD_ID,
                        LEAD.OWNER_ID));
    }

    private static Condition within(
            Viewer viewer,
            Action action,
            Field<Long> column,
            RecordType type,
            TableField<?, Long> key,
            Field<Long> owner) {
        return DSL.exists(
                DSL.selectOne()
                        .from(key.getTable())
                        .where(key.eq(column))
                        .and(viewer.scope(type, action).of(key, owner)));
    }

    private static Interaction interaction(InteractionRecord row) {
        return new Interaction(
                row.getInteractionId(),
                Kind.valueOf(row.getKind()),
                Direction.valueOf(row.getDirection()),
                row.getSubject(),
                row.getContent(),
                row.getHappenedAt(),
                row.getDurationSeconds(),
                row.getOutcome() == null ? null : Outcome.valueOf(row.getOutcome()),
                Channel.valueOf(row.getChannel()),
                row.getEffective(),
                row.getConfirmedAt() == null
                        ? null
                        : new Confirmation(row.getConfirmedAt(), row.getConfirmedBy()),
                row.getActorId(),
                new Place(
                        row.getAccountId(),
                        row.getContactId(),
                        row.getOpportunityId(),
                        row.getLeadId(),
                        row.getCustomerId()),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
