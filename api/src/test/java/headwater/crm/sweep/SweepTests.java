package headwater.crm.sweep;

import static headwater.crm.sweep.Expected.table;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;

import headwater.crm.Api;
import headwater.crm.Company;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.GraphQlResponse;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every list, field, filter and order of the schema, as a dozen people at random. */
@Api
@TestInstance(Lifecycle.PER_CLASS)
class SweepTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;

    private final Sdl sdl = new Sdl();
    private final Random random = new Random(20_261_123);
    private RandomCompany generated;
    private Facts facts;
    private Oracle oracle;
    private Expected expected;
    private Map<String, Long> after;

    /** What waits for the viewer, out of lists that are swept; with tests of their own. */
    private static final Set<String> WORK_LISTS = Set.of("myApprovals");

    /** The types that have a list of their own, by its field of Query. */
    private final Map<String, String> lists = new LinkedHashMap<>();

    @BeforeAll
    void found() {
        for (FieldDefinition field : sdl.fields("Query")) {
            String type = Sdl.name(field.getType());
            if (type.endsWith("Connection") && !WORK_LISTS.contains(field.getName())) {
                lists.put(field.getName(), type.replace("Connection", ""));
            }
        }
        after = Facts.newest(db);
        Map<String, Set<String>> telling = sdl.telling();
        generated = new RandomCompany(company, random, telling.keySet().stream().sorted().toList());
        generated.found();
        facts = new Facts(db, after);
        oracle = new Oracle(facts, telling);
        expected = new Expected(sdl, facts, oracle);
    }

    @Test
    void everyFieldOfEveryRecordIsAsTheOracleSays() {
        generated.people.forEach(
                (id, person) ->
                        lists.forEach(
                                (list, type) -> {
                                    var answer =
                                            ask(
                                                    person,
                                                    "{ %s(last: %d) { nodes %s totalCount { value } } }"
                                                            .formatted(
                                                                    list,
                                                                    page(type),
                                                                    expected.selection(type)));
                                    compare(user(id), list, type, answer);
                                }));
    }

    /** A hundred of what has lists in its lists cost more than one may ask for at once. */
    private static int page(String type) {
        return Set.of("WorkingCalendar", "Quote", "Contract").contains(type) ? 50 : 100;
    }

    private void compare(long user, String list, String type, GraphQlResponse answer) {
        String about = "user %d, %s".formatted(user, list);
        assertThat(answer.getErrors()).as(about).isEmpty();
        Set<String> restricted = new TreeSet<>();
        Map<String, Map<String, Object>> wanted = new LinkedHashMap<>();
        List<Map<String, Object>> visible =
                alive(type).stream().filter(row -> oracle.sees(user, type, row)).toList();
        for (Map<String, Object> row : newest(type, visible, page(type))) {
            wanted.put(Expected.id(type, row), expected.of(user, type, row, restricted));
        }
        Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
        for (Map<String, Object> node : nodes(answer, list)) {
            shown.put(String.valueOf(node.get("id")), node);
        }
        Set<String> oldest = new HashSet<>(shown.keySet());
        oldest.removeAll(wanted.keySet());
        assertThat(oldest)
                .as(about + " shows what it should not")
                .allMatch(id -> isOlder(type, id));
        wanted.forEach(
                (id, record) ->
                        record.forEach(
                                (field, value) -> {
                                    assertThat(shown).as(about).containsKey(id);
                                    Object answered = shown.get(id).get(field);
                                    assertThat(Expected.same(value, answered))
                                            .as(
                                                    "%s %s.%s: expected %s, answered %s",
                                                    about, id, field, value, answered)
                                            .isTrue();
                                }));
        if (oldest.isEmpty()) {
            assertThat(names(answer.getExtensions().get("restricted")))
                    .as(about)
                    .isEqualTo(restricted);
            Integer total = answer.field(list + ".totalCount.value").getValue();
            assertThat(total).as(about).isEqualTo(visible.size());
        }
    }

    @Test
    void noFilterTellsMoreThanTheRecordsThatMayBeSeen() {
        generated.people.forEach(
                (id, person) ->
                        lists.forEach(
                                (list, type) -> {
                                    for (InputValueDefinition field : sdl.inputs(type + "Filter")) {
                                        if (!Set.of("and", "or", "not").contains(field.getName())) {
                                            filter(user(id), person, list, type, field);
                                        }
                                    }
                                }));
    }

    /** One comparison, and the records that it must leave. */
    private record Probe(String filter, Set<String> wanted) {}

    private void filter(
            long user,
            HttpGraphQlTester person,
            String list,
            String type,
            InputValueDefinition field) {
        String name = field.getName();
        List<Probe> probes = probes(user, type, field);
        if (probes.isEmpty()) {
            // Nothing has a value there, and there is no way to ask for that.
            return;
        }
        if (oracle.reads(user, type + "." + (name.equals("deleted") ? "deletedAt" : name))) {
            compare(user, person, list, type, probes);
            return;
        }
        for (Probe probe : probes) {
            var answer =
                    ask(
                            person,
                            "{ %s(last: 100, filter: %s) { nodes { id } } }"
                                    .formatted(list, probe.filter()));
            assertInaccessible(answer, "user %d, %s by %s".formatted(user, list, probe.filter()));
        }
    }

    /** All in one operation, which may ask the same list five times. */
    private void compare(
            long user, HttpGraphQlTester person, String list, String type, List<Probe> probes) {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < probes.size(); i++) {
            document.append(
                    " p%d: %s(last: 100, filter: %s) { nodes { id } }"
                            .formatted(i, list, probes.get(i).filter()));
        }
        var answer = ask(person, document.append(" }").toString());
        assertThat(answer.getErrors()).as("user %d, %s", user, document).isEmpty();
        for (int i = 0; i < probes.size(); i++) {
            Set<String> shown =
                    nodes(answer, "p" + i).stream()
                            .map(node -> String.valueOf(node.get("id")))
                            .filter(id -> !isOlder(type, id))
                            .collect(Collectors.toSet());
            assertThat(shown)
                    .as("user %d, %s by %s", user, list, probes.get(i).filter())
                    .isEqualTo(probes.get(i).wanted());
        }
    }

    private List<Probe> probes(long user, String type, InputValueDefinition field) {
        String name = field.getName();
        String comparison = Sdl.name(field.getType());
        assertThat(rows(type)).as("the sweep makes some " + type).isNotEmpty();
        List<Probe> probes = new ArrayList<>();
        for (InputValueDefinition operator : sdl.inputs(comparison)) {
            // Somebody else's value is the more tempting one, so any row lends it.
            Object tempting = raw(type, name, any(rows(type)));
            String literal = literal(name, comparison, operator.getName(), tempting);
            if (literal != null) {
                String filter = "{ %s: { %s: %s } }".formatted(name, operator.getName(), literal);
                probes.add(
                        new Probe(filter, wanted(user, type, name, operator.getName(), tempting)));
            }
        }
        return probes;
    }

    private Set<String> wanted(
            long user, String type, String name, String operator, Object operand) {
        var matching =
                (name.equals("deleted") ? rows(type) : alive(type))
                        .stream()
                                .filter(row -> oracle.sees(user, type, row))
                                .filter(row -> matches(operator, raw(type, name, row), operand))
                                .toList();
        return newest(type, matching, 100).stream()
                .map(row -> Expected.id(type, row))
                .collect(Collectors.toSet());
    }

    /** What the last page holds; other tests make more people than a page does. */
    private static List<Map<String, Object>> newest(
            String type, List<Map<String, Object>> rows, int page) {
        return rows.stream()
                .sorted(
                        Comparator.comparing(
                                        (Map<String, Object> row) ->
                                                Facts.number(row, table(type) + "_id"))
                                .reversed())
                .limit(page)
                .toList();
    }

    @Test
    void noOrderTellsWhatMayNotBeRead() {
        generated.people.forEach(
                (id, person) ->
                        lists.forEach(
                                (list, type) -> {
                                    for (String order : sdl.values(type + "OrderField")) {
                                        order(user(id), person, list, type, order);
                                    }
                                }));
    }

    private void order(
            long user, HttpGraphQlTester person, String list, String type, String order) {
        String field = camel(order);
        var answer =
                ask(
                        person,
                        "{ %s(first: 100, orderBy: { field: %s, direction: DESC }) { nodes { id } } }"
                                .formatted(list, order));
        String about = "user %d, %s by %s".formatted(user, list, order);
        if (!oracle.reads(user, type + "." + field)) {
            assertInaccessible(answer, about);
            return;
        }
        assertThat(answer.getErrors()).as(about).isEmpty();
        List<Comparable<Object>> values =
                nodes(answer, list).stream()
                        .map(node -> String.valueOf(node.get("id")))
                        .filter(id -> !isOlder(type, id))
                        .map(id -> facts.row(table(type), key(id)))
                        .peek(row -> assertThat(oracle.sees(user, type, row)).as(about).isTrue())
                        .map(row -> comparable(raw(type, field, row)))
                        .toList();
        for (int i = 1; i < values.size(); i++) {
            Comparable<Object> before = values.get(i - 1);
            boolean right =
                    values.get(i) == null || before != null && before.compareTo(values.get(i)) >= 0;
            assertThat(right).as(about + values).isTrue();
        }
    }

    @Test
    void theDoorsToOneRecordAreShutWhereTheListIs() {
        generated.people.forEach(
                (id, person) -> {
                    for (String type :
                            List.of(
                                    "Account",
                                    "Contact",
                                    "Opportunity",
                                    "Quote",
                                    "Contract",
                                    "Receipt",
                                    "Invoice")) {
                        for (Map<String, Object> row : rows(type)) {
                            one(user(id), person, type, row);
                        }
                    }
                });
    }

    private void one(long user, HttpGraphQlTester person, String type, Map<String, Object> row) {
        String id = Expected.id(type, row);
        boolean sees = oracle.sees(user, type, row);
        var answer =
                ask(
                        person,
                        "{ one: %s(id: \"%s\") { id } node(id: \"%s\") { id } }"
                                .formatted(type.toLowerCase(Locale.ROOT), id, id));
        Map<String, Object> data = answer.getData();
        for (String door : List.of("one", "node")) {
            assertThat(data.get(door))
                    .as("user %d, %s %s", user, door, id)
                    .isEqualTo(sees ? Map.of("id", id) : null);
        }
        compareShares(user, person, type, row);
        var explained =
                ask(
                        person,
                        "{ explainAccess(user: \"%s\", record: \"%s\") { allowed } }"
                                .formatted(Expected.id("User", user), id));
        assertThat(codes(explained))
                .as("user %d, %s: %s", user, id, explained.getErrors())
                .isEqualTo(sees ? List.of() : List.of("NOT_FOUND"));
    }

    private void compareShares(
            long user, HttpGraphQlTester person, String type, Map<String, Object> row) {
        String id = Expected.id(type, row);
        var answer =
                ask(
                        person,
                        "{ recordShares(record: \"%s\") %s }"
                                .formatted(id, expected.selection("RecordShare")));
        List<Object> wanted = new ArrayList<>();
        if (oracle.sees(user, type, row)) {
            facts.rows("record_share", "object", type).stream()
                    .filter(share -> share.get("record_id").equals(row.get(table(type) + "_id")))
                    .forEach(
                            share ->
                                    wanted.add(
                                            expected.of(
                                                    user, "RecordShare", share, new TreeSet<>())));
        }
        Map<String, Object> data = answer.getData();
        assertThat(Expected.same(wanted, data.get("recordShares")))
                .as("user %d, shares of %s: expected %s, answered %s", user, id, wanted, data)
                .isTrue();
    }

    @Test
    void aSearchFindsWhatMayBeSeenByWhatMayBeRead() {
        generated.people.forEach(
                (id, person) -> {
                    for (String type : List.of("Account", "Contact", "Opportunity")) {
                        for (Map<String, Object> row : alive(type)) {
                            search(user(id), person, type, row);
                        }
                    }
                });
    }

    private void search(long user, HttpGraphQlTester person, String type, Map<String, Object> row) {
        var answer =
                ask(
                        person,
                        "{ search(text: \"%s\", first: 100) { record { id } matched } }"
                                .formatted(row.get("name")));
        boolean wanted = oracle.sees(user, type, row) && oracle.reads(user, type + ".name");
        assertThat(
                        String.valueOf(answer.<Object>getData())
                                .contains("{id=" + Expected.id(type, row) + "}"))
                .as("user %d searches %s", user, row.get("name"))
                .isEqualTo(wanted);
    }

    private static void assertInaccessible(GraphQlResponse answer, String about) {
        assertThat(codes(answer)).as(about).containsExactly("FIELD_NOT_ACCESSIBLE");
    }

    static List<String> codes(GraphQlResponse answer) {
        return answer.getErrors().stream()
                .map(error -> String.valueOf(error.getExtensions().get("code")))
                .toList();
    }

    static GraphQlResponse ask(HttpGraphQlTester who, String document) {
        return who.document(document).execute().returnResponse();
    }

    private List<Map<String, Object>> rows(String type) {
        return facts.rows(table(type));
    }

    private List<Map<String, Object>> alive(String type) {
        return rows(type).stream().filter(row -> row.get("deleted_at") == null).toList();
    }

    /** Whether it was there before the sweep, so that the facts do not hold it. */
    private boolean isOlder(String type, String id) {
        return after.containsKey(table(type)) && key(id) <= after.get(table(type));
    }

    private Object raw(String type, String name, Map<String, Object> row) {
        if (name.equals("deleted")) {
            return row.get("deleted_at") != null;
        }
        Object value = expected.raw(type, name, row);
        return value instanceof Map<?, ?> money ? money.get("amount") : value;
    }

    /** Null where nothing can be compared. */
    private static String literal(String name, String comparison, String operator, Object value) {
        if (operator.equals("isNull")) {
            return "false";
        }
        if (value == null) {
            return null;
        }
        String text =
                switch (comparison) {
                    case "BooleanFilter" -> value.toString();
                    case "IdFilter" ->
                            '"'
                                    + (value instanceof Number key
                                            ? Expected.id(referred(name), key.longValue())
                                            : value.toString())
                                    + '"';
                    default -> '"' + value.toString() + '"';
                };
        return operator.equals("in") ? "[" + text + "]" : text;
    }

    private static String referred(String name) {
        return switch (name) {
            case "owner", "manager" -> "User";
            case "parent" -> "Team";
            case "customer" -> "Account";
            case "plan" -> "CommissionPlan";
            case "flow" -> "ApprovalFlow";
            case "source" -> "LeadSource";
            default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
    }

    private static boolean matches(String operator, Object value, Object operand) {
        return switch (operator) {
            case "isNull" -> value != null;
            case "eq", "in" ->
                    value != null && comparable(value).compareTo(comparable(operand)) == 0;
            case "gte" -> value != null && comparable(value).compareTo(comparable(operand)) >= 0;
            case "lte" -> value != null && comparable(value).compareTo(comparable(operand)) <= 0;
            case "lt" -> value != null && comparable(value).compareTo(comparable(operand)) < 0;
            case "contains" ->
                    value != null
                            && value.toString()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(operand.toString().toLowerCase(Locale.ROOT));
            case "startsWith" -> value != null && value.toString().startsWith(operand.toString());
            default -> throw new AssertionError("The sweep does not know operator " + operator);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both sides come from one column, so of one kind
    private static Comparable<Object> comparable(Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> (Comparable) instant;
            case Boolean flag -> (Comparable) flag;
            case Number number -> (Comparable) new BigDecimal(number.toString());
            default -> (Comparable) value.toString();
        };
    }

    @SuppressWarnings("unchecked") // nodes is a list of objects by the schema
    private static List<Map<String, Object>> nodes(GraphQlResponse answer, String list) {
        Map<String, Map<String, Object>> data = answer.getData();
        return (List<Map<String, Object>>) data.get(list).get("nodes");
    }

    private static Set<String> names(Object restricted) {
        return restricted == null
                ? Set.of()
                : ((List<?>) restricted).stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static String camel(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    private <T> T any(List<T> of) {
        return new ArrayList<>(of).get(random.nextInt(of.size()));
    }

    private static long user(String id) {
        return key(id);
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
