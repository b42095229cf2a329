package headwater.importer.mapping;

import static headwater.importer.mapping.Field.choice;
import static headwater.importer.mapping.Field.group;
import static headwater.importer.mapping.Field.ref;
import static headwater.importer.mapping.Field.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be imported, with the fields it has. Source: the {@code import…} mutations of
 * schema.graphqls, which a test holds this list against.
 */
public enum Entity {
    TEAMS(
            text("name").needed(),
            choice("kind", "COMPANY", "REGION", "DEPARTMENT", "TEAM").needed(),
            ref("parent"),
            ref("manager")),
    USERS(
            text("login").needed(),
            text("name").needed(),
            text("email"),
            text("password"),
            ref("manager"),
            text("roles").list().needed(),
            ref("team"),
            Field.of(Kind.DAY, "teamSince"),
            Field.of(Kind.INSTANT, "createdAt")),
    ACCOUNTS(
            text("name").needed(),
            text("uscc"),
            text("industry"),
            choice("grade", "A", "B", "C"),
            choice("cooperationStatus", "PROSPECT", "ACTIVE", "PAUSED", "ENDED"),
            text("website"),
            text("phone"),
            text("address"),
            ref("owner"),
            ref("parent"),
            Field.of(Kind.INSTANT, "createdAt"),
            text("confirmDuplicates").list(),
            text("duplicateReason")),
    CONTACTS(
            text("name").needed(),
            text("title"),
            text("email"),
            text("phone"),
            choice("decisionRole", "DECISION_MAKER", "INFLUENCER", "TECHNICAL", "USER"),
            ref("account"),
            ref("owner"),
            Field.of(Kind.INSTANT, "createdAt"),
            text("confirmDuplicates").list(),
            text("duplicateReason")),
    PRODUCTS(
            text("code"),
            text("name").needed(),
            text("family"),
            Field.of(Kind.DECIMAL, "listPrice"),
            Field.of(Kind.DECIMAL, "cost"),
            text("currency")),
    PIPELINES(
            text("name").needed(),
            Field.of(Kind.YES_NO, "isDefault"),
            Field.of(Kind.YES_NO, "skipAllowed"),
            Field.of(Kind.YES_NO, "backwardAllowed"),
            Field.of(Kind.INTEGER, "staleDays"),
            group(
                            "stages",
                            text("name").needed(),
                            choice("category", "OPEN", "WON", "LOST").needed(),
                            Field.of(Kind.INTEGER, "probability"),
                            forecastCategory(),
                            Field.of(Kind.YES_NO, "createAllowed"),
                            Field.of(Kind.YES_NO, "approvalOnEntry"),
                            Field.of(Kind.INTEGER, "maxStayDays"),
                            Field.of(Kind.INTEGER, "stayRepeatDays"),
                            criteria("entryCriteria"),
                            criteria("exitCriteria"),
                            group(
                                            "tasks",
                                            text("title").needed(),
                                            choice("assignee", "OWNER", "SUPERIOR"),
                                            Field.of(Kind.INTEGER, "dueDays"),
                                            Field.of(Kind.YES_NO, "mandatory"),
                                            Field.of(Kind.YES_NO, "repeat"),
                                            criterion("doneWhen"))
                                    .list())
                    .list()
                    .needed()),
    OPPORTUNITIES(
            text("name").needed(),
            ref("account"),
            ref("contact"),
            ref("owner"),
            ref("pipeline"),
            ref("stage"),
            Field.of(Kind.DECIMAL, "amount"),
            text("currency"),
            Field.of(Kind.DAY, "closeOn"),
            Field.of(Kind.INTEGER, "probability"),
            forecastCategory(),
            group(
                            "lines",
                            ref("product").needed(),
                            Field.of(Kind.DECIMAL, "quantity"),
                            Field.of(Kind.DECIMAL, "unitPrice"),
                            Field.of(Kind.DECIMAL, "discountPercent"))
                    .list(),
            Field.of(Kind.INSTANT, "createdAt"),
            group(
                            "moves",
                            ref("stage").needed(),
                            Field.of(Kind.INSTANT, "at").needed(),
                            text("reason"),
                            Field.of(Kind.YES_NO, "override"))
                    .list(),
            group(
                    "closing",
                    choice("outcome", "WON", "LOST").needed(),
                    Field.of(Kind.INSTANT, "at").needed(),
                    Field.of(Kind.DECIMAL, "amount"),
                    text("lostReason"),
                    Field.of(Kind.YES_NO, "override"),
                    text("overrideReason"))),
    LEADS(
            text("name").needed(),
            text("company"),
            text("title"),
            text("email"),
            text("phone"),
            text("website"),
            text("industry"),
            text("region"),
            choice("grade", "A", "B", "C"),
            text("note"),
            ref("source"),
            ref("campaign"),
            ref("owner"),
            ref("pool"),
            Field.of(Kind.INSTANT, "createdAt")),
    CONTRACTS(
            text("title").needed(),
            ref("account"),
            ref("opportunity"),
            ref("quote"),
            ref("owner"),
            text("currency"),
            Field.of(Kind.DECIMAL, "amount"),
            Field.of(Kind.DAY, "startsOn"),
            Field.of(Kind.DAY, "endsOn"),
            text("terms"),
            group(
                            "instalments",
                            text("name").needed(),
                            choice("trigger", "DATE", "MILESTONE").needed(),
                            Field.of(Kind.DAY, "dueOn"),
                            text("milestone"),
                            Field.of(Kind.INTEGER, "offsetDays"),
                            Field.of(Kind.DECIMAL, "amount").needed())
                    .list()),
    RECEIPTS(
            ref("account"),
            ref("contract"),
            ref("owner"),
            text("currency"),
            Field.of(Kind.DECIMAL, "amount").needed(),
            Field.of(Kind.DECIMAL, "rate"),
            Field.of(Kind.DAY, "receivedOn").needed(),
            text("bankAccount"),
            text("bankReference"),
            text("payer"),
            text("note")),
    INVOICES(
            text("number").needed(),
            ref("contract").needed(),
            ref("owner"),
            Field.of(Kind.DECIMAL, "amount").needed(),
            text("buyer"),
            text("taxNumber"),
            Field.of(Kind.DAY, "issuedOn"),
            text("note")),
    VOUCHERS(
            text("number").needed(),
            choice("books", "CONTRACT_APPROVED", "RECEIPT_CONFIRMED", "RECEIPT_REVERSED"),
            text("documentNumber"),
            Field.of(Kind.INTEGER, "documentVersion"),
            Field.of(Kind.DAY, "postedOn").needed(),
            Field.of(Kind.DECIMAL, "amount").needed(),
            text("currency"),
            text("note"),
            ref("owner"));

    /** What happened to an opportunity stands beside it, not in it. */
    private static final Set<String> PAST = Set.of("moves", "closing");

    private final List<Field> fields;

    Entity(Field... fields) {
        this.fields =
                Stream.concat(Stream.of(text("externalId").needed()), Stream.of(fields)).toList();
    }

    /** As it is written in a mapping: {@code opportunities}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Field> fields() {
        return fields;
    }

    /** The fields in the shape that the mutation takes for a row. */
    ObjectNode row(ObjectNode record) {
        if (this != OPPORTUNITIES) {
            return record;
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("opportunity", record);
        for (String past : PAST) {
            JsonNode value = record.remove(past);
            if (value != null) {
                row.set(past, value);
            }
        }
        return row;
    }

    /** What a stage asks for. */
    private static Field criteria(String name) {
        return criterion(name).list();
    }

    private static Field criterion(String name) {
        return group(
                name,
                choice(
                                "kind",
                                "FIELD_FILLED",
                                "AMOUNT_ABOVE",
                                "CLOSE_DATE_AHEAD",
                                "DECISION_MAKER",
                                "APPROVED_QUOTE",
                                "SIGNED_CONTRACT",
                                "INTERACTIONS",
                                "NO_RUNNING_APPROVAL")
                        .needed(),
                text("field"),
                Field.of(Kind.DECIMAL, "above"),
                Field.of(Kind.INTEGER, "count"),
                choice(
                        "interaction",
                        "CALL",
                        "VISIT",
                        "MEETING",
                        "EMAIL",
                        "WECOM_MESSAGE",
                        "NOTE"));
    }

    private static Field forecastCategory() {
        return choice("forecastCategory", "OMITTED", "PIPELINE", "BEST_CASE", "COMMIT", "CLOSED");
    }
}
