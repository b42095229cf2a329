package headwater.crm.sweep;

import org.jooq.DSLContext;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables as they are, read once. Records of customers and sales only from a key on. */
final class Facts {
    private final Map<String, List<Map<String, Object>>> tables = new TreeMap<>();
    private final Map<String, Map<Long, Map<String, Object>>> byKey = new TreeMap<>();
    final LocalDate today;

    /** Where each object begins that was made after this. */
    static Map<String, Long> newest(DSLContext db) {
        return List.of(
                        "account",
                        "contact",
                        "opportunity",
                        "lead",
                        "campaign",
                        "quote",
                        "contract",
                        "commission_entry",
                        "receipt",
                        "invoice",
                        "approval",
                        "commission_payout",
                        "voucher",
                        "finance_event",
                        "interaction",
                        "task")
                .stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                table ->
                                        db.fetchSingle(
                                                        "select coalesce(max(%1$s_id), 0) from crm.%1$s"
                                                                .formatted(table))
                                                .get(0, Long.class)));
    }

    Facts(DSLContext db, Map<String, Long> after) {
        for (String table :
                List.of(
                        "company",
                        "currency_rate",
                        "app_user",
                        "user_role",
                        "team",
                        "team_membership",
                        "role",
                        "role_grant",
                        "role_field",
                        "role_permission",
                        "product",
                        "pipeline",
                        "stage",
                        "working_calendar",
                        "working_interval",
                        "calendar_day",
                        "absence",
                        "price_book",
                        "price_rule",
                        "price_book_entry",
                        "lead_source",
                        "pool",
                        "assignment_rule",
                        "commission_plan",
                        "approval_flow",
                        "lost_reason",
                        "competitor",
                        "document_template")) {
            read(db, table, "true");
        }
        after.forEach((table, key) -> read(db, table, table + "_id > " + key));
        String deals = "opportunity_id > " + after.get("opportunity");
        read(db, "opportunity_line", deals + " order by position");
        read(db, "opportunity_change", deals + " order by sequence desc");
        read(db, "quote_line", "quote_id > " + after.get("quote") + " order by position");
        read(db, "instalment", "contract_id > " + after.get("contract") + " order by position");
        read(db, "lead_change", "lead_id > " + after.get("lead") + " order by lead_change_id desc");
        read(db, "approval_task", "approval_id > " + after.get("approval"));
        read(
                db,
                "record_share",
                "expires_at is null or expires_at > now() order by record_share_id");
        today =
                LocalDate.now(
                        ZoneId.of(String.valueOf(rows("company").getFirst().get("time_zone"))));
    }

    private void read(DSLContext db, String table, String where) {
        List<Map<String, Object>> rows =
                db.fetch("select * from crm." + table + " where " + where).intoMaps();
        tables.put(table, rows);
        if (!rows.isEmpty() && rows.getFirst().containsKey(table + "_id")) {
            byKey.put(
                    table,
                    rows.stream()
                            .collect(
                                    Collectors.toMap(
                                            row -> number(row, table + "_id"),
                                            Function.identity())));
        }
    }

    List<Map<String, Object>> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    List<Map<String, Object>> rows(String table, String column, Object value) {
        return rows(table).stream().filter(row -> value.equals(row.get(column))).toList();
    }

    /** Null for a key that is not there. */
    Map<String, Object> row(String table, long key) {
        return byKey.getOrDefault(table, Map.of()).get(key);
    }

    static Long number(Map<String, Object> row, String column) {
        return row.get(column) == null ? null : ((Number) row.get(column)).longValue();
    }
}
