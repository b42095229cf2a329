package headwater.analytics;

import headwater.engines.ClickHouse;
import headwater.engines.SharedEngines;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small warehouse: a company in Shanghai, one pipeline with the open stages 1 to 3, won (4) and
 * lost (5), user 1. Tests write only what matters to them. Times are local, without seconds.
 */
public final class WarehouseFixture {

    public static final CompanyCalendar SHANGHAI =
            new CompanyCalendar(ZoneId.of("Asia/Shanghai"), 1, "CNY");

    /** What the clock says. */
    public static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    /** Where the stream is. */
    public static final long APPLIED = 1000;

    /** When that was committed. */
    public static final Instant COMMITTED = Instant.parse("2024-12-31T23:59:58.500Z");

    private static final ClickHouse ENGINE = SharedEngines.clickHouse();
    private static final ClickHouseHttp HTTP = new ClickHouseHttp(ENGINE);
    private static final Analytics ANALYTICS =
            new Analytics(
                    settings().withWaitForWrite(Duration.ofMillis(200)),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    private final Map<String, StringBuilder> pending = new HashMap<>();
    private long version;
    private long nextId = 1;

    private WarehouseFixture() {
        HTTP.run("CREATE DATABASE IF NOT EXISTS cdc");
        CdcTables.definitions().forEach(HTTP::run);
        HTTP.run(CdcTables.WATERMARK);
        CdcTables.COLUMNS.keySet().forEach(table -> HTTP.run("TRUNCATE TABLE cdc." + table));
        HTTP.run("TRUNCATE TABLE cdc.watermark");
    }

    /** A company without opportunities. */
    public static WarehouseFixture company() {
        WarehouseFixture fixture = new WarehouseFixture();
        fixture.applied(APPLIED, COMMITTED);
        fixture.user(1, "Ann", null);
        for (int stage = 1; stage <= 5; stage++) {
            fixture.stage(stage, 1, stage);
        }
        return fixture;
    }

    /** A warehouse into which the stream has not written. */
    public static WarehouseFixture withoutStream() {
        return new WarehouseFixture();
    }

    public static WarehouseSettings settings() {
        return new WarehouseSettings(ENGINE.url(), ENGINE.user(), ENGINE.password());
    }

    public Deal deal(long id) {
        return new Deal(this, id);
    }

    public WarehouseFixture user(long id, String name, @Nullable Long managerId) {
        return row("app_user", "app_user_id", id, "name", name, "manager_id", managerId);
    }

    public WarehouseFixture team(long id, String kind, String name, @Nullable Long parentId) {
        return row("team", "team_id", id, "kind", kind, "name", name, "parent_team_id", parentId);
    }

    public WarehouseFixture account(long id, String industry) {
        return row("account", "account_id", id, "industry", industry);
    }

    public WarehouseFixture product(long id, String name) {
        return row("product", "product_id", id, "name", name);
    }

    /** Stages 4 and 5 of a pipeline are won and lost. */
    public WarehouseFixture stage(long id, long pipelineId, int ordinal) {
        return stage(id, pipelineId, ordinal, null, null);
    }

    /** A stage that its pipeline lost, and the one that took over. */
    public WarehouseFixture retired(long id, int ordinal, String at, long mergedInto) {
        return stage(id, 1, ordinal, at(at), mergedInto);
    }

    private WarehouseFixture stage(
            long id,
            long pipelineId,
            int ordinal,
            @Nullable Instant retiredAt,
            @Nullable Long mergedInto) {
        return row(
                "stage",
                "stage_id",
                id,
                "pipeline_id",
                pipelineId,
                "ordinal",
                ordinal,
                "name",
                "Stage " + id,
                "category",
                Deal.category(ordinal),
                "retired_at",
                retiredAt,
                "merged_into_id",
                mergedInto);
    }

    /** The stream has come to a position. */
    public WarehouseFixture applied(long lsn, Instant committedAt) {
        return applied(lsn, 1, committedAt);
    }

    WarehouseFixture applied(long lsn, int epoch, Instant committedAt) {
        append(
                "watermark",
                "pipeline",
                "crm",
                "epoch",
                epoch,
                "applied_lsn",
                lsn,
                "commit_ts",
                committedAt);
        return this;
    }

    /** Asks with all rows in sight. */
    public <R> R ask(Question<R> question) {
        return ask(question, new Scope.All()).value();
    }

    public <R> Answer<R> ask(Question<R> question, Scope scope) {
        return ask(question, scope, null);
    }

    public <R> Answer<R> ask(Question<R> question, Scope scope, @Nullable AfterWrite after) {
        write();
        return ANALYTICS.ask(question, scope, after);
    }

    /** Writes what has been collected; asking does it too. */
    public void write() {
        pending.forEach((table, rows) -> HTTP.insert(table, rows.toString()));
        pending.clear();
    }

    /** A new version of a row of a state table. */
    WarehouseFixture row(String table, @Nullable Object... namesAndValues) {
        return version(table, 0, namesAndValues);
    }

    /** A row's tombstone. */
    WarehouseFixture gone(String table, @Nullable Object... namesAndValues) {
        return version(table, 1, namesAndValues);
    }

    private WarehouseFixture version(
            String table, int deleted, @Nullable Object... namesAndValues) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(namesAndValues));
        all.addAll(List.of("_version", ++version, "_deleted", deleted));
        append(table, all.toArray());
        return this;
    }

    private void append(String table, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        String json =
                row.entrySet().stream()
                        .map(
                                column ->
                                        "\"%s\":%s"
                                                .formatted(
                                                        column.getKey(), json(column.getValue())))
                        .collect(Collectors.joining(",", "{", "}\n"));
        pending.computeIfAbsent(table, name -> new StringBuilder()).append(json);
    }

    long nextId() {
        return nextId++;
    }

    private static String json(@Nullable Object value) {
        return value == null || value instanceof Number
                ? String.valueOf(value)
                : "\"" + value + "\"";
    }

    /** A local time such as 2024-03-31T23:30, or midnight of a date. */
    public static Instant at(String local) {
        LocalDateTime time =
                local.contains("T")
                        ? LocalDateTime.parse(local)
                        : LocalDate.parse(local).atStartOfDay();
        return time.atZone(SHANGHAI.zone()).toInstant();
    }
}
