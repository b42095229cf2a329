package headwater.crm.sweep;

import static headwater.crm.sweep.Facts.number;

import graphql.language.FieldDefinition;

import headwater.crm.Company;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a row must look like to somebody, field by field, out of the tables. */
final class Expected {
    static final Map<String, String> PREFIX =
            Map.ofEntries(
                    Map.entry("User", "usr"),
                    Map.entry("Team", "team"),
                    Map.entry("Account", "acc"),
                    Map.entry("Contact", "con"),
                    Map.entry("Product", "prd"),
                    Map.entry("Pipeline", "pip"),
                    Map.entry("Stage", "stg"),
                    Map.entry("Opportunity", "opp"),
                    Map.entry("OpportunityLine", "oln"),
                    Map.entry("OpportunityChange", "och"),
                    Map.entry("CurrencyRate", "cur"),
                    Map.entry("Role", "rol"),
                    Map.entry("RecordShare", "shr"),
                    Map.entry("WorkingCalendar", "cal"),
                    Map.entry("Absence", "abs"),
                    Map.entry("PriceBook", "pbk"),
                    Map.entry("PriceBookEntry", "pbe"),
                    Map.entry("Quote", "quo"),
                    Map.entry("Contract", "ctr"),
                    Map.entry("Instalment", "ins"),
                    Map.entry("Receipt", "rcp"),
                    Map.entry("Invoice", "inv"),
                    Map.entry("Lead", "lead"),
                    Map.entry("LeadChange", "lch"),
                    Map.entry("LeadSource", "src"),
                    Map.entry("Campaign", "cmp"),
                    Map.entry("Pool", "pool"),
                    Map.entry("AssignmentRule", "asr"),
                    Map.entry("Interaction", "act"),
                    Map.entry("Task", "task"),
                    Map.entry("CommissionPlan", "cpl"),
                    Map.entry("CommissionEntry", "com"),
                    Map.entry("ApprovalFlow", "afl"),
                    Map.entry("Approval", "apv"),
                    Map.entry("ApprovalTask", "apt"),
                    Map.entry("CommissionPayout", "cpo"),
                    Map.entry("LostReason", "lrs"),
                    Map.entry("Competitor", "cmt"),
                    Map.entry("DocumentTemplate", "dtp"),
                    Map.entry("FinanceEvent", "fev"),
                    Map.entry("Voucher", "vch"));

    /** Parts with tests of their own. */
    private static final Set<String> NOT_SWEPT =
            Set.of(
                    "Account.interactions",
                    "Contact.interactions",
                    "Opportunity.interactions",
                    "Lead.interactions",
                    "Lead.touches",
                    "Lead.assignments",
                    "Contract.splits",
                    "Opportunity.splits",
                    "CommissionPlan.tiers",
                    "CommissionPlan.participants",
                    "CommissionEntry.explanation",
                    "CommissionEntry.status",
                    "Stage.entryCriteria",
                    "Stage.exitCriteria",
                    "Stage.tasks",
                    "ApprovalFlow.nodes",
                    "Approval.tasks",
                    "Approval.values",
                    "DocumentTemplate.file",
                    "Contract.versions",
                    "Contract.amendments",
                    "Contract.payments",
                    "Receipt.allocations",
                    "Account.advances",
                    "Pool.members",
                    "Pool.recycleRules",
                    "Pool.records",
                    "AssignmentRule.sources",
                    "AssignmentRule.campaigns",
                    "AssignmentRule.candidates");

    private final Sdl sdl;
    private final Facts facts;
    private final Oracle oracle;

    /** Where a field's value is not in the column of its name. */
    private final Map<String, Function<Map<String, Object>, Object>> elsewhere =
            Map.ofEntries(
                    Map.entry("CommissionEntry.tierFrom", row -> money(row, "tier_from", row)),
                    Map.entry("CommissionEntry.tierTo", row -> money(row, "tier_to", row)),
                    Map.entry("CommissionEntry.basis", row -> money(row, "basis", row)),
                    Map.entry(
                            "CommissionEntry.cumulativeBefore",
                            row -> money(row, "cumulative_before", row)),
                    Map.entry("CommissionEntry.amount", row -> money(row, "amount", row)),
                    Map.entry("CommissionPayout.amount", row -> money(row, "amount", row)),
                    Map.entry("CommissionEntry.plan", row -> row.get("commission_plan_id")),
                    Map.entry("Task.about", Expected::about),
                    Map.entry("Approval.about", Expected::about),
                    Map.entry("Approval.flow", row -> row.get("approval_flow_id")),
                    Map.entry("Account.parent", row -> row.get("parent_account_id")),
                    Map.entry("Team.parent", row -> row.get("parent_team_id")),
                    Map.entry("OpportunityChange.by", row -> row.get("by_user_id")),
                    Map.entry("LeadChange.by", row -> row.get("by_user_id")),
                    Map.entry(
                            "Lead.changes",
                            row -> facts().rows("lead_change", "lead_id", row.get("lead_id"))),
                    Map.entry("Campaign.plannedBudget", row -> money(row, "planned_budget", row)),
                    Map.entry("Campaign.actualCost", row -> money(row, "actual_cost", row)),
                    Map.entry("Opportunity.amount", row -> money(row, "amount", row)),
                    Map.entry("OpportunityChange.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "Opportunity.companyAmount",
                            row -> money(row, "company_amount", company())),
                    Map.entry("Opportunity.lines", row -> below(row, "opportunity_line")),
                    Map.entry("Opportunity.changes", row -> below(row, "opportunity_change")),
                    Map.entry("User.team", row -> oracle().team(number(row, "app_user_id"))),
                    Map.entry("User.roles", this::roles),
                    Map.entry("Pipeline.stages", this::stages),
                    Map.entry("Role.grants", row -> ofRole(row, "role_grant", "role_grant_id")),
                    Map.entry("Role.fields", row -> ofRole(row, "role_field", "field")),
                    Map.entry("Role.permissions", this::permissions),
                    Map.entry("RecordShare.user", row -> principal(row, "user:")),
                    Map.entry("RecordShare.role", row -> principal(row, "role:")),
                    Map.entry(
                            "RecordShare.teamsBelow", row -> principal(row, "team_tree:") != null),
                    Map.entry("RecordShare.team", Expected::sharedTeam),
                    Map.entry("Quote.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "Quote.companyAmount", row -> money(row, "company_amount", company())),
                    Map.entry("Quote.lines", this::quoted),
                    Map.entry("QuoteLine.priceSteps", Expected::trace),
                    Map.entry("Contract.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "Contract.companyAmount",
                            row -> money(row, "company_amount", company())),
                    Map.entry("Contract.paid", row -> money(row, "paid", row)),
                    Map.entry("Contract.waived", row -> money(row, "waived", row)),
                    Map.entry("Contract.open", Expected::stillToPay),
                    Map.entry(
                            "Contract.instalments",
                            row ->
                                    facts().rows(
                                                    "instalment",
                                                    "contract_id",
                                                    row.get("contract_id"))),
                    Map.entry("Instalment.open", Expected::open),
                    Map.entry("Instalment.status", Expected::instalmentStatus),
                    Map.entry("Instalment.overdue", this::overdue),
                    Map.entry("Receipt.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "Receipt.companyAmount",
                            row -> money(row, "company_amount", company())),
                    Map.entry(
                            "Receipt.settlementAmount",
                            row -> settlement(row, row.get("settlement_amount"))),
                    Map.entry("Receipt.allocated", row -> settlement(row, row.get("allocated"))),
                    Map.entry("Invoice.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "Invoice.companyAmount",
                            row -> money(row, "company_amount", company())),
                    Map.entry("Receipt.advance", Expected::advance),
                    Map.entry("FinanceEvent.amount", row -> money(row, "amount", row)),
                    Map.entry(
                            "FinanceEvent.companyAmount",
                            row -> money(row, "company_amount", company())),
                    Map.entry("Voucher.amount", row -> money(row, "amount", row)),
                    Map.entry("PriceBook.rules", this::rules),
                    Map.entry("WorkingCalendar.week", this::week),
                    Map.entry("WorkingCalendar.days", this::days),
                    Map.entry("WorkingInterval.from", row -> time(row, "from_minute")),
                    Map.entry("WorkingInterval.to", row -> time(row, "to_minute")),
                    Map.entry("CalendarDay.hours", this::hours),
                    Map.entry("DayHours.from", row -> time(row, "from_minute")),
                    Map.entry("DayHours.to", row -> time(row, "to_minute")));

    Expected(Sdl sdl, Facts facts, Oracle oracle) {
        this.sdl = sdl;
        this.facts = facts;
        this.oracle = oracle;
    }

    private Facts facts() {
        return facts;
    }

    private Oracle oracle() {
        return oracle;
    }

    static String table(String type) {
        return type.equals("User") ? "app_user" : snake(type);
    }

    static String id(String type, Map<String, Object> row) {
        return id(type, number(row, table(type) + "_id"));
    }

    static String id(String type, long key) {
        return PREFIX.get(type) + "_" + Long.toString(key, 36);
    }

    /**
     * All fields of a type, with the ids of what it refers to and all fields of what it consists
     * of.
     */
    String selection(String type) {
        var text = new StringBuilder("{ ");
        for (FieldDefinition field : swept(type)) {
            String target = Sdl.name(field.getType());
            text.append(field.getName()).append(' ');
            if (isReference(field)) {
                text.append("{ id } ");
            } else if (sdl.isObject(target)) {
                text.append(selection(target));
            }
        }
        return text.append("} ").toString();
    }

    private List<FieldDefinition> swept(String type) {
        return sdl.fields(type).stream()
                .filter(field -> !NOT_SWEPT.contains(type + "." + field.getName()))
                .toList();
    }

    private boolean isReference(FieldDefinition field) {
        String target = Sdl.name(field.getType());
        return !Sdl.isList(field.getType())
                && (target.equals("Node") || PREFIX.containsKey(target));
    }

    /**
     * @param restricted gets the fields that are withheld
     */
    Map<String, Object> of(
            long user, String type, Map<String, Object> row, Set<String> restricted) {
        Map<String, Object> expected = new LinkedHashMap<>();
        for (FieldDefinition field : swept(type)) {
            String coordinate = type + "." + field.getName();
            String level = oracle.level(user, coordinate);
            boolean text =
                    Sdl.name(field.getType()).equals("String") && !Sdl.isList(field.getType());
            Object value = null;
            if (oracle.reads(user, coordinate)) {
                value = value(user, type, row, field, restricted);
            } else if (level.equals("MASKED") && text) {
                value = masked((String) value(user, type, row, field, restricted));
            } else {
                restricted.add(coordinate);
            }
            expected.put(field.getName(), value);
        }
        return expected;
    }

    private Object value(
            long user,
            String type,
            Map<String, Object> row,
            FieldDefinition field,
            Set<String> restricted) {
        String target = Sdl.name(field.getType());
        if (field.getName().equals("id")) {
            return id(type, row);
        }
        Object raw = raw(type, field.getName(), row);
        if (raw == null || !(isReference(field) || sdl.isObject(target))) {
            return raw;
        }
        if (target.equals("Node")) {
            String about = typeOf(String.valueOf(raw));
            long key = Company.key(String.valueOf(raw));
            return oracle.sees(user, about, facts.row(table(about), key))
                    ? Map.of("id", raw)
                    : null;
        }
        if (isReference(field)) {
            Map<String, Object> referred = facts.row(table(target), Long.parseLong(raw.toString()));
            return oracle.sees(user, target, referred) ? Map.of("id", id(target, referred)) : null;
        }
        if (raw instanceof List<?> parts) {
            return parts.stream().map(part -> part(user, target, part, restricted)).toList();
        }
        return raw;
    }

    @SuppressWarnings("unchecked") // Facts holds rows, and elsewhere makes lists of them
    private Object part(long user, String type, Object part, Set<String> restricted) {
        return of(user, type, (Map<String, Object>) part, restricted);
    }

    /** The value behind a field, before anybody's permissions. */
    Object raw(String type, String field, Map<String, Object> row) {
        var somewhere = elsewhere.get(type + "." + field);
        if (somewhere != null) {
            return somewhere.apply(row);
        }
        String column = snake(field);
        Object value = row.containsKey(column) ? row.get(column) : row.get(column + "_id");
        if (!row.containsKey(column) && !row.containsKey(column + "_id")) {
            throw new AssertionError(
                    "No column for %s.%s; say in Expected.elsewhere where its value is"
                            .formatted(type, field));
        }
        return switch (value) {
            case OffsetDateTime instant -> instant.toInstant();
            case Object[] array -> List.of(array);
            case null, default -> value;
        };
    }

    /** Typed id of the record of any kind that a row is about. */
    private static String about(Map<String, Object> row) {
        Object type = row.get("about_object");
        return type == null ? null : id(String.valueOf(type), number(row, "about_id"));
    }

    private static String typeOf(String id) {
        return PREFIX.entrySet().stream()
                .filter(entry -> id.startsWith(entry.getValue() + "_"))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Object money(
            Map<String, Object> row, String column, Map<String, Object> currency) {
        return row.get(column) == null
                ? null
                : Map.of("amount", row.get(column), "currencyCode", currency.get("currency"));
    }

    private static String principal(Map<String, Object> share, String kind) {
        String principal = String.valueOf(share.get("principal"));
        return principal.startsWith(kind) ? principal.substring(kind.length()) : null;
    }

    private static String sharedTeam(Map<String, Object> share) {
        String all = principal(share, "team_tree:");
        return all == null ? principal(share, "team:") : all;
    }

    private Map<String, Object> company() {
        return facts.rows("company").getFirst();
    }

    private List<Map<String, Object>> below(Map<String, Object> row, String table) {
        return facts.rows(table, "opportunity_id", row.get("opportunity_id"));
    }

    private Object roles(Map<String, Object> row) {
        return facts.rows("user_role", "app_user_id", row.get("app_user_id")).stream()
                .map(role -> role.get("role"))
                .toList();
    }

    private Object stages(Map<String, Object> row) {
        return facts.rows("stage", "pipeline_id", row.get("pipeline_id")).stream()
                .filter(stage -> stage.get("retired_at") == null)
                .sorted(Comparator.comparing(stage -> number(stage, "ordinal")))
                .toList();
    }

    private Object quoted(Map<String, Object> row) {
        return facts.rows("quote_line", "quote_id", row.get("quote_id"));
    }

    private static BigDecimal open(Map<String, Object> row) {
        return ((BigDecimal) row.get("amount"))
                .subtract((BigDecimal) row.get("paid"))
                .subtract((BigDecimal) row.get("waived"));
    }

    private static Object stillToPay(Map<String, Object> contract) {
        return Map.of("amount", open(contract), "currencyCode", contract.get("currency"));
    }

    private static Object instalmentStatus(Map<String, Object> instalment) {
        boolean paid = ((BigDecimal) instalment.get("paid")).signum() > 0;
        if (open(instalment).signum() == 0) {
            return paid ? "PAID" : "WAIVED";
        }
        return paid ? "PARTIAL" : "PENDING";
    }

    private Object overdue(Map<String, Object> instalment) {
        return instalment.get("due_on") instanceof Date due
                && due.toLocalDate().isBefore(facts.today)
                && open(instalment).signum() > 0;
    }

    private static Object settlement(Map<String, Object> receipt, Object amount) {
        return Map.of("amount", amount, "currencyCode", receipt.get("settlement_currency"));
    }

    private static Object advance(Map<String, Object> receipt) {
        return receipt.get("state").equals("CONFIRMED")
                ? settlement(
                        receipt,
                        ((BigDecimal) receipt.get("settlement_amount"))
                                .subtract((BigDecimal) receipt.get("allocated")))
                : null;
    }

    private static Object trace(Map<String, Object> line) {
        return new JsonMapper().readValue(String.valueOf(line.get("price_trace")), List.class);
    }

    private Object rules(Map<String, Object> row) {
        return facts.rows("price_rule", "price_book_id", row.get("price_book_id")).stream()
                .sorted(Comparator.comparing(rule -> number(rule, "position")))
                .toList();
    }

    private Object week(Map<String, Object> row) {
        return facts
                .rows("working_interval", "working_calendar_id", row.get("working_calendar_id"))
                .stream()
                .filter(interval -> interval.get("weekday") != null)
                .sorted(
                        Comparator.comparing(
                                        (Map<String, Object> interval) ->
                                                DayOfWeek.valueOf(
                                                        String.valueOf(interval.get("weekday"))))
                                .thenComparing(interval -> number(interval, "from_minute")))
                .toList();
    }

    private Object days(Map<String, Object> row) {
        return facts
                .rows("calendar_day", "working_calendar_id", row.get("working_calendar_id"))
                .stream()
                .sorted(Comparator.comparing(day -> String.valueOf(day.get("day"))))
                .toList();
    }

    private Object hours(Map<String, Object> row) {
        return facts
                .rows("working_interval", "calendar_day_id", row.get("calendar_day_id"))
                .stream()
                .sorted(Comparator.comparing(interval -> number(interval, "from_minute")))
                .toList();
    }

    private static String time(Map<String, Object> row, String column) {
        long minute = number(row, column);
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private Object permissions(Map<String, Object> row) {
        return facts.rows("role_permission", "role_id", row.get("role_id")).stream()
                .map(permission -> permission.get("permission"))
                .toList();
    }

    @SuppressWarnings("unchecked") // a column that is sorted by holds values of one kind
    private Object ofRole(Map<String, Object> row, String table, String order) {
        return facts.rows(table, "role_id", row.get("role_id")).stream()
                .sorted(Comparator.comparing(part -> (Comparable<Object>) part.get(order)))
                .toList();
    }

    private static String masked(String text) {
        if (text == null) {
            return null;
        }
        if (text.lastIndexOf('@') > 0) {
            return text.charAt(0) + "****" + text.substring(text.lastIndexOf('@'));
        }
        int tail = text.length() < 3 ? 0 : Math.min(4, (text.length() + 1) / 3);
        return text.substring(0, Math.min(3, text.length() / 3))
                + "****"
                + text.substring(text.length() - tail);
    }

    /**
     * Whether an answer says the same, whatever its spelling: instants, decimals, order of texts.
     */
    @SuppressWarnings("unchecked") // the guard has looked at every element
    static boolean same(Object expected, Object answered) {
        return switch (expected) {
            case null -> answered == null;
            case Map<?, ?> map ->
                    answered instanceof Map<?, ?> other
                            && map.keySet().equals(other.keySet())
                            && map.keySet().stream()
                                    .allMatch(key -> same(map.get(key), other.get(key)));
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                    answered instanceof List<?> other
                            && new TreeSet<>((List<String>) list)
                                    .equals(new TreeSet<>((List<String>) other));
            case List<?> list ->
                    answered instanceof List<?> other
                            && list.size() == other.size()
                            && java.util.stream.IntStream.range(0, list.size())
                                    .allMatch(i -> same(list.get(i), other.get(i)));
            case Instant instant ->
                    answered instanceof String text
                            && OffsetDateTime.parse(text).toInstant().equals(instant);
            case Number number ->
                    answered != null
                            && new BigDecimal(number.toString())
                                            .compareTo(new BigDecimal(answered.toString()))
                                    == 0;
            default ->
                    expected.toString().equals(String.valueOf(answered).toString())
                            || isConstant(expected, answered);
        };
    }

    /**
     * The tables keep some constants as the schema writes them, objects by the name of their type.
     */
    private static boolean isConstant(Object expected, Object answered) {
        return snake(expected.toString()).toUpperCase(Locale.ROOT).equals(answered);
    }

    static String snake(String name) {
        return name.replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
