package headwater.crm.pool;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** SPEC C1, exempt: locked. Pools let one owner lock two records for ten days. */
@Api
class LockTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired private Company company;
    @Autowired private RecycleService recycling;
    @Autowired private LockService locks;
    @Autowired private DSLContext db;

    private Person manager;
    private Person seller;

    /** What can be locked. */
    enum Kind {
        LEAD("Lead"),
        ACCOUNT("Account");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @BeforeEach
    void people() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsLockedGoesToNoPoolUntilThreeDaysAfter(Kind kind) {
        pool(kind, Map.of());
        String record = make(kind);
        assertThat(dueAt(kind, record)).isEqualTo(endOf(today().plusDays(7)));

        assertThat(lock(seller, record, 1, inDays(10))).isEmpty();
        owned(kind, record, 30);
        recycling.recycle();
        assertThat(dueAt(kind, record)).isNull();
        assertThat(ownerOf(kind, record)).isEqualTo(seller.id());

        // Its time is over; it would have been due 23 days ago.
        db.execute(
                "update crm.%s set locked_until = now() - interval '1 second' where %s_id = ?"
                        .formatted(kind.field(), kind.field()),
                Company.key(record));
        locks.expire();
        recycling.recycle();

        assertThat(dueAt(kind, record)).isEqualTo(endOf(today().plusDays(3)));
        assertThat(ownerOf(kind, record)).isEqualTo(seller.id());
        assertThat(lockedUntil(kind, record)).isNull();

        // Its owner does nothing in these three days.
        db.execute(
                "update crm.%s set unlocked_at = unlocked_at - interval '4 days', recycle_due_at = now() where %s_id = ?"
                        .formatted(kind.field(), kind.field()),
                Company.key(record));
        recycling.recycle();
        assertThat(ownerOf(kind, record)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLiftedLockLetsRulesCountAgain(Kind kind) {
        pool(kind, Map.of());
        String record = make(kind);
        lock(seller, record, 1, inDays(10));

        assertThat(unlock(seller, record, 2)).isEmpty();

        assertThat(lockedUntil(kind, record)).isNull();
        assertThat(dueAt(kind, record)).isEqualTo(endOf(today().plusDays(7)));
        assertThat(unlock(seller, record, 3)).containsExactly("WRONG_STATE");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nobodyLocksMoreOrLongerThanHisPoolAllows(Kind kind) {
        pool(kind, Map.of());
        List<String> records = List.of(make(kind), make(kind), make(kind));

        assertThat(lock(seller, records.getFirst(), 1, inDays(12))).containsExactly("INVALID");
        assertThat(lock(seller, records.getFirst(), 1, inDays(-1))).containsExactly("INVALID");
        assertThat(lock(seller, records.getFirst(), 1, inDays(5))).isEmpty();
        assertThat(lock(seller, records.get(1), 1, inDays(5))).isEmpty();
        assertThat(lock(seller, records.get(2), 1, inDays(5))).containsExactly("LOCK_LIMIT");
        // The end of a lock may be moved.
        assertThat(lock(seller, records.get(1), 2, inDays(9))).isEmpty();
        unlock(seller, records.getFirst(), 2);
        assertThat(lock(seller, records.get(2), 1, inDays(5))).isEmpty();
    }

    @Test
    void aPoolThatSaysNothingLetsNobodyLock() {
        pool(Kind.LEAD, Map.of("lockLimit", 0));

        assertThat(lock(seller, make(Kind.LEAD), 1, inDays(5))).containsExactly("LOCK_LIMIT");
    }

    @Test
    void whoseRecordsFallIntoNoPoolHasNothingToLock() {
        assertThat(lock(seller, make(Kind.LEAD), 1, inDays(5))).containsExactly("WRONG_STATE");
    }

    @Test
    void tenLocksAtOnceKeepTheLimit() throws Exception {
        pool(Kind.LEAD, Map.of());
        List<Callable<List<String>>> all =
                Stream.generate(() -> make(Kind.LEAD))
                        .limit(10)
                        .map(
                                record ->
                                        (Callable<List<String>>)
                                                () -> lock(seller, record, 1, inDays(5)))
                        .toList();

        try (var threads = Executors.newFixedThreadPool(10)) {
            List<List<String>> outcomes =
                    threads.invokeAll(all).stream().map(each -> each.resultNow()).toList();
            assertThat(outcomes.stream().filter(List::isEmpty)).hasSize(2);
            assertThat(outcomes.stream().filter(List.of("LOCK_LIMIT")::equals)).hasSize(8);
        }
    }

    @Test
    void onlyItsOwnerLocksAndHeOrThePoolsAdministratorUnlocks() {
        pool(Kind.ACCOUNT, Map.of());
        String record = make(Kind.ACCOUNT);

        assertThat(failure(manager, "lockRecord", input(record, 1, inDays(5))))
                .contains("Only its owner");
        lock(seller, record, 1, inDays(5));
        assertThat(failure(manager, "unlockRecord", Map.of("id", record, "expectedVersion", 2)))
                .contains("administers the pool");
        assertThat(
                        codes(
                                mutate(
                                        company.admin(),
                                        "unlockRecord",
                                        Map.of("id", record, "expectedVersion", 2),
                                        ""),
                                "unlockRecord"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLockEndsWhenTheRecordIsSomebodyElses(Kind kind) {
        pool(kind, Map.of());
        String record = make(kind);
        lock(seller, record, 1, inDays(5));
        Person other = company.person("SELLER", manager);

        mutate(
                company.admin(),
                "update" + kind.type,
                Map.of("id", record, "expectedVersion", 2, "owner", Map.of("id", other.id())),
                kind.field() + " { id }");

        assertThat(ownerOf(kind, record)).isEqualTo(other.id());
        assertThat(lockedUntil(kind, record)).isNull();
    }

    @Test
    void aLeadAtItsEndIsNotLockedAndItsHistoryTellsOfLocks() {
        pool(Kind.LEAD, Map.of());
        String lead = make(Kind.LEAD);
        lock(seller, lead, 1, inDays(5));
        unlock(seller, lead, 2);
        lock(seller, lead, 3, inDays(5));
        mutate(
                seller.who(),
                "disqualifyLead",
                Map.of("id", lead, "expectedVersion", 4, "reason", "空号"),
                "");

        assertThat(lockedUntil(Kind.LEAD, lead)).isNull();
        assertThat(lock(seller, lead, 5, inDays(5))).containsExactly("WRONG_STATE");
        company.admin()
                .document("query($id: ID!) { lead(id: $id) { changes { kind } } }")
                .variable("id", lead)
                .execute()
                .path("lead.changes[*].kind")
                .entityList(String.class)
                .containsExactly("STAGE", "LOCKED", "UNLOCKED", "LOCKED", "CREATED");
    }

    @Test
    void protectionKeepsItsExtensionsWhenWhatTheCustomerIsHasChanged() {
        pool(
                Kind.ACCOUNT,
                Map.of(
                        "recycleRules",
                        List.of(
                                Map.of(
                                        "trigger",
                                        "PROTECTION",
                                        "days",
                                        10,
                                        "extensionDays",
                                        5,
                                        "mostDays",
                                        18))));
        String account = make(Kind.ACCOUNT);
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(10)));

        followUp(account);
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(15)));
        mutate(
                seller.who(),
                "updateAccount",
                Map.of("id", account, "expectedVersion", 1, "grade", "B"),
                "");
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(15)));
        var contracts = new Contracts(company, seller.who());
        String contract =
                company.create(
                        seller.who(),
                        "Contract",
                        Map.of(
                                "account",
                                Map.of("id", account),
                                "title",
                                company.unique("年度服务"),
                                "amount",
                                "1000",
                                "endsOn",
                                today().plusDays(60).toString(),
                                "instalments",
                                List.of(Contracts.due("全款", "2027-01-01", "1000"))));
        contracts.step("submitContract", contract, Map.of());
        contracts.step("signContract", contract, Map.of());
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(60)));
        contracts.step("terminateContract", contract, Map.of("reason", "违约"));
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(15)));
        // Never beyond the most.
        followUp(account);
        assertThat(dueAt(Kind.ACCOUNT, account)).isEqualTo(endOf(today().plusDays(18)));
    }

    private void followUp(String account) {
        FollowUp.byTelephone(seller, account);
    }

    private void pool(Kind kind, Map<String, Object> more) {
        Map<String, Object> input =
                new HashMap<>(
                        Map.of(
                                "name",
                                company.unique("公海"),
                                "object",
                                kind.name(),
                                "lockLimit",
                                2,
                                "lockDays",
                                10,
                                "members",
                                List.of(Map.of("with", Map.of("user", seller.id()))),
                                "recycleRules",
                                List.of(Map.of("trigger", "NO_FOLLOWUP", "days", 7))));
        input.putAll(more);
        company.create(company.admin(), "Pool", input);
    }

    private String make(Kind kind) {
        return company.create(seller.who(), kind.type, Map.of("name", company.unique("华东物流有限公司")));
    }

    private static Map<String, Object> input(String record, int version, Instant until) {
        return Map.of("id", record, "expectedVersion", version, "until", until.toString());
    }

    private static List<String> lock(Person who, String record, int version, Instant until) {
        return codes(
                mutate(who.who(), "lockRecord", input(record, version, until), ""), "lockRecord");
    }

    private static List<String> unlock(Person who, String record, int version) {
        Map<String, Object> input = Map.of("id", record, "expectedVersion", version);
        return codes(mutate(who.who(), "unlockRecord", input, ""), "unlockRecord");
    }

    /** The message of the error that refuses it altogether. */
    private static String failure(Person who, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1);
        StringBuilder told = new StringBuilder();
        who.who()
                .document(
                        "mutation($input: %sInput!) { %s(input: $input) { done } }"
                                .formatted(type, mutation))
                .variable("input", input)
                .execute()
                .errors()
                .satisfy(errors -> errors.forEach(each -> told.append(each.getMessage())));
        return told.toString();
    }

    private void owned(Kind kind, String record, int days) {
        db.execute(
                "update crm.%s set owned_since = owned_since - make_interval(days => ?) where %s_id = ?"
                        .formatted(kind.field(), kind.field()),
                days,
                Company.key(record));
    }

    private Map<?, ?> shown(Kind kind, String record) {
        Response answer =
                company.admin()
                        .document(
                                "query($id: ID!) { %s(id: $id) { owner { id } recycleDueAt lockedUntil } }"
                                        .formatted(kind.field()))
                        .variable("id", record)
                        .execute();
        return answer.path(kind.field()).entity(Map.class).get();
    }

    private Instant dueAt(Kind kind, String record) {
        return instant(shown(kind, record).get("recycleDueAt"));
    }

    private Instant lockedUntil(Kind kind, String record) {
        return instant(shown(kind, record).get("lockedUntil"));
    }

    private static Instant instant(Object shown) {
        return shown instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
    }

    private Object ownerOf(Kind kind, String record) {
        return shown(kind, record).get("owner") instanceof Map<?, ?> owner ? owner.get("id") : null;
    }

    private static Instant inDays(int days) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(days, ChronoUnit.DAYS);
    }

    private static LocalDate today() {
        return LocalDate.now(SHANGHAI);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
    }
}
