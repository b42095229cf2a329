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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** SPEC C1 for customers: a seller's go to a pool of which he and a colleague are members. */
@Api
class CustomerPoolTests {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, Object> SEVEN_DAYS =
            Map.of("trigger", "NO_FOLLOWUP", "days", 7);

    @Autowired private Company company;
    @Autowired private RecycleService service;
    @Autowired private DSLContext db;

    private Person manager;
    private Person seller;
    private Person colleague;

    @BeforeEach
    void people() {
        manager = company.person("MANAGER");
        seller = company.person("SELLER", manager);
        colleague = company.person("SELLER", manager);
    }

    @Test
    void aNeglectedCustomerGoesToThePoolWithHisContacts() {
        String pool = pool(SEVEN_DAYS);
        String account = account(Map.of("phone", "13911187654"));
        String contact = contact(account);
        share(account);
        assertThat(dueAt(account)).isEqualTo(endOf(today().plusDays(7)));
        makeDue(account);

        service.recycle();

        shown(account).path("account.owner").valueIsNull();
        shown(account).path("account.pool.id").entity(String.class).isEqualTo(pool);
        company.admin()
                .document("query($id: ID!) { contact(id: $id) { owner { id } account { id } } }")
                .variable("id", contact)
                .execute()
                .path("contact.owner")
                .valueIsNull()
                .path("contact.account.id")
                .entity(String.class)
                .isEqualTo(account);
        for (Person former : List.of(seller, colleague)) {
            former.who()
                    .document(
                            "query($a: ID!, $c: ID!) { account(id: $a) { name } contact(id: $c) { name } }")
                    .variable("a", account)
                    .variable("c", contact)
                    .execute()
                    .path("account")
                    .valueIsNull()
                    .path("contact")
                    .valueIsNull();
        }
        colleague
                .who()
                .document(
                        "query($id: ID!) { pool(id: $id) { records(first: 1) { nodes { id fields { name value } } } } }")
                .variable("id", pool)
                .execute()
                .path("pool.records.nodes[0].id")
                .entity(String.class)
                .isEqualTo(account)
                .path("pool.records.nodes[0].fields[?(@.name == 'phone')].value")
                .entityList(String.class)
                .containsExactly("139****7654");
    }

    @Test
    void whoeverClaimsHimHasHisContacts() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        String contact = contact(account);
        makeDue(account);
        service.recycle();

        assertThat(claim(colleague, account)).isEqualTo("claimed");
        assertThat(claim(seller, account)).isEqualTo("ALREADY_CLAIMED");

        colleague
                .who()
                .document(
                        "query($a: ID!, $c: ID!) { account(id: $a) { owner { id } } contact(id: $c) { owner { id } } }")
                .variable("a", account)
                .variable("c", contact)
                .execute()
                .path("account.owner.id")
                .entity(String.class)
                .isEqualTo(colleague.id())
                .path("contact.owner.id")
                .entity(String.class)
                .isEqualTo(colleague.id());
        assertThat(
                        db.fetch(
                                        "select end_reason from crm.owner_period where object = 'Account' and record_id = ? order by owner_period_id",
                                        Company.key(account))
                                .getValues(0, String.class))
                .satisfies(
                        reasons -> {
                            assertThat(reasons).hasSize(2);
                            assertThat(reasons.getFirst()).startsWith("RULE:");
                            assertThat(reasons.getLast()).isNull();
                        });
    }

    @Test
    void oneOfTwentyWhoClaimAtOnceHasHim() throws Exception {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        makeDue(account);
        service.recycle();
        Callable<String> one = () -> claim(colleague, account);

        try (var threads = Executors.newFixedThreadPool(20)) {
            List<String> outcomes =
                    threads.invokeAll(java.util.Collections.nCopies(20, one)).stream()
                            .map(each -> each.resultNow())
                            .toList();
            assertThat(outcomes.stream().filter("claimed"::equals)).hasSize(1);
        }
    }

    @Test
    void aFollowUpKeepsHim() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        makeDue(account);

        followUp(account);
        service.recycle();

        shown(account).path("account.owner.id").entity(String.class).isEqualTo(seller.id());
        assertThat(dueAt(account)).isEqualTo(endOf(today().plusDays(7)));
    }

    @Test
    void sendingAQuoteAndMovingOnFollowHimUp() {
        pool(SEVEN_DAYS);
        Instant renewed = endOf(today().plusDays(7));
        String account = account(Map.of());
        String opportunity = opportunity(account);
        String quote =
                company.create(
                        seller.who(),
                        "Quote",
                        Map.of(
                                "opportunity",
                                Map.of("id", opportunity),
                                "lines",
                                List.of(
                                        Map.of(
                                                "product",
                                                Map.of("id", product()),
                                                "quantity",
                                                "1",
                                                "unitPrice",
                                                "100"))));

        makeDue(account);
        move(opportunity, "方案报价 Proposal", 1);
        assertThat(dueAt(account)).isEqualTo(renewed);
        makeDue(account);
        move(opportunity, "初步接触 First contact", 2);
        assertThat(dueAt(account)).isBefore(renewed);
        step("submitQuote", quote, 1);
        assertThat(dueAt(account)).isBefore(renewed);
        step("sendQuote", quote, 2);
        assertThat(dueAt(account)).isEqualTo(renewed);
    }

    @Test
    void losingADealFollowsNobodyUp() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        String opportunity = opportunity(account);
        makeDue(account);
        Instant before = dueAt(account);

        Response lost =
                mutate(
                        seller.who(),
                        "closeOpportunity",
                        Map.of(
                                "id",
                                opportunity,
                                "expectedVersion",
                                1,
                                "outcome",
                                "LOST",
                                "lostReason",
                                company.lostReason()),
                        "");

        assertThat(codes(lost, "closeOpportunity")).isEmpty();
        assertThat(dueAt(account)).isEqualTo(before);
    }

    @Test
    void aCustomerWithAContractIsNotRecycledBeforeItEnds() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        String contract = contract(account, today().plusDays(60));
        Instant end = endOf(today().plusDays(60));

        assertThat(dueAt(account)).isEqualTo(end);
        new Contracts(company, seller.who())
                .step("terminateContract", contract, Map.of("reason", "违约"));
        assertThat(dueAt(account)).isEqualTo(endOf(today().plusDays(7)));
    }

    @Test
    void aContractWithoutEndKeepsHimForGood() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());

        contract(account, null);

        assertThat(dueAt(account)).isNull();
    }

    @Test
    void aRuleMayCountFromTheEndOfTheContract() {
        pool(
                Map.of("trigger", "CONTRACT_ENDED", "days", 30),
                Map.of("trigger", "NO_DEAL", "days", 90));
        String without = account(Map.of());
        String with = account(Map.of());
        contract(with, today().plusDays(60));

        assertThat(dueAt(without)).isEqualTo(endOf(today().plusDays(90)));
        assertThat(dueAt(with)).isEqualTo(endOf(today().plusDays(90)));
        contract(with, today().plusDays(100));
        assertThat(dueAt(with)).isEqualTo(endOf(today().plusDays(130)));
    }

    @Test
    void openOpportunitiesBlockARuleAndTheSuperiorLearnsOnce() {
        pool(SEVEN_DAYS);
        String account = account(Map.of());
        opportunity(account);
        makeDue(account);

        service.recycle();
        makeDueAtOnce(account);
        service.recycle();

        shown(account).path("account.owner.id").entity(String.class).isEqualTo(seller.id());
        manager.who()
                .document(
                        "query($id: ID!) { tasks(first: 10, filter: { about: { eq: $id } }) { nodes { owner { id } } } }")
                .variable("id", account)
                .execute()
                .path("tasks.nodes[*].owner.id")
                .entityList(String.class)
                .satisfies(owners -> assertThat(owners).containsOnlyOnce(manager.id()));
    }

    @Test
    void openOpportunitiesStayOrMoveWithHimAsTheRuleSays() {
        pool(with(SEVEN_DAYS, "openOpportunities", "MOVE"));
        String account = account(Map.of());
        String moving = opportunity(account);
        makeDue(account);
        service.recycle();
        claim(colleague, account);
        assertThat(ownerOf(moving)).isEqualTo(colleague.id());

        Person other = company.person("SELLER", manager);
        company.create(
                company.admin(),
                "Pool",
                poolOf(List.of(other), with(SEVEN_DAYS, "openOpportunities", "KEEP")));
        seller = other;
        String kept = account(Map.of());
        String staying = opportunity(kept);
        makeDue(kept);
        service.recycle();
        shown(kept).path("account.owner").valueIsNull();
        assertThat(ownerOf(staying)).isEqualTo(other.id());
    }

    @Test
    void whatSomebodyLeavesBehindGoesToThePoolAtOnce() {
        pool(Map.of("trigger", "NO_FOLLOWUP", "days", 30), Map.of("trigger", "OWNER_DISABLED"));
        String account = account(Map.of());
        service.recycle();
        shown(account).path("account.owner.id").entity(String.class).isEqualTo(seller.id());

        company.admin()
                .document(
                        "mutation($id: ID!) { updateUser(input: { id: $id, expectedVersion: 1, active: false }) { userErrors { message } } }")
                .variable("id", seller.id())
                .executeAndVerify();
        service.recycle();

        shown(account).path("account.owner").valueIsNull();
    }

    @Test
    void customersWithContractsDoNotCountAgainstWhatOneMayHold() {
        Map<String, Object> pool = new HashMap<>(poolOf(List.of(seller, colleague), SEVEN_DAYS));
        pool.put("holdLimit", 1);
        company.create(company.admin(), "Pool", pool);
        String first = account(Map.of());
        String second = account(Map.of());
        List.of(first, second).forEach(this::makeDue);
        service.recycle();

        assertThat(claim(colleague, first)).isEqualTo("claimed");
        assertThat(claim(colleague, second)).isEqualTo("HOLD_LIMIT");
        seller = colleague;
        contract(first, null);
        assertThat(claim(colleague, second)).isEqualTo("claimed");
    }

    @Test
    void anOwnerGivesHimBackAndNobodyTakesHimByAnUpdate() {
        String pool = pool(SEVEN_DAYS);
        String account = account(Map.of());

        Response released =
                mutate(
                        seller.who(),
                        "releaseRecord",
                        Map.of("id", account, "expectedVersion", 1, "reason", "无需求"),
                        "");
        Response taken =
                mutate(
                        company.admin(),
                        "updateAccount",
                        Map.of(
                                "id",
                                account,
                                "expectedVersion",
                                2,
                                "owner",
                                Map.of("id", colleague.id())),
                        "");

        assertThat(codes(released, "releaseRecord")).isEmpty();
        shown(account).path("account.pool.id").entity(String.class).isEqualTo(pool);
        assertThat(codes(taken, "updateAccount")).containsExactly("WRONG_STATE");
        shown(account).path("account.owner").valueIsNull();
    }

    private String product() {
        return company.create(
                company.admin(),
                "Product",
                Map.of("name", company.unique("云仓"), "listPrice", "100"));
    }

    private void move(String opportunity, String stage, int version) {
        Response moved =
                mutate(
                        seller.who(),
                        "moveStage",
                        Map.of(
                                "id",
                                opportunity,
                                "expectedVersion",
                                version,
                                "stage",
                                Map.of("name", stage),
                                "reason",
                                "客户要求"),
                        "");
        assertThat(codes(moved, "moveStage")).isEmpty();
    }

    private void step(String mutation, String quote, int version) {
        assertThat(
                        codes(
                                mutate(
                                        seller.who(),
                                        mutation,
                                        Map.of("id", quote, "expectedVersion", version),
                                        ""),
                                mutation))
                .isEmpty();
    }

    private static Map<String, Object> with(Map<String, Object> rule, String name, Object value) {
        Map<String, Object> more = new HashMap<>(rule);
        more.put(name, value);
        return more;
    }

    private String pool(Map<?, ?>... rules) {
        return company.create(company.admin(), "Pool", poolOf(List.of(seller, colleague), rules));
    }

    private Map<String, Object> poolOf(List<Person> members, Map<?, ?>... rules) {
        return Map.of(
                "name",
                company.unique("客户公海"),
                "object",
                "ACCOUNT",
                "shownFields",
                List.of("name"),
                "maskedFields",
                List.of("phone"),
                "members",
                members.stream().map(each -> Map.of("with", Map.of("user", each.id()))).toList(),
                "recycleRules",
                List.of(rules));
    }

    private String account(Map<String, Object> more) {
        return company.create(
                seller.who(), "Account", with(more, "name", company.unique("华东物流有限公司")));
    }

    private String contact(String account) {
        return company.create(
                seller.who(),
                "Contact",
                Map.of("name", company.unique("王敏"), "account", Map.of("id", account)));
    }

    private String opportunity(String account) {
        return company.create(
                seller.who(),
                "Opportunity",
                Map.of("name", company.unique("云仓项目"), "account", Map.of("id", account)));
    }

    private String contract(String account, LocalDate endsOn) {
        var contracts = new Contracts(company, seller.who());
        Map<String, Object> input = new HashMap<>();
        input.put("account", Map.of("id", account));
        input.put("title", company.unique("年度服务"));
        input.put("amount", "1000");
        input.put("instalments", List.of(Contracts.due("全款", "2027-01-01", "1000")));
        if (endsOn != null) {
            input.put("endsOn", endsOn.toString());
        }
        String contract = company.create(seller.who(), "Contract", input);
        contracts.step("submitContract", contract, Map.of());
        contracts.step("signContract", contract, Map.of());
        return contract;
    }

    private void share(String account) {
        mutate(
                        seller.who(),
                        "shareRecord",
                        Map.of("record", account, "with", Map.of("user", colleague.id())),
                        "share { id }")
                .path("shareRecord.share.id")
                .hasValue();
    }

    private void followUp(String account) {
        FollowUp.byTelephone(seller, account);
    }

    private static String claim(Person who, String account) {
        Response answer =
                who.who()
                        .document(
                                "mutation($input: ClaimRecordsInput!) { claimRecords(input: $input) { results { claimed userErrors { code } } userErrors { message } } }")
                        .variable("input", Map.of("records", List.of(account)))
                        .execute();
        return answer.path("claimRecords.results[0].claimed").entity(Boolean.class).get()
                ? "claimed"
                : answer.path("claimRecords.results[0].userErrors[0].code")
                        .entity(String.class)
                        .get();
    }

    private String ownerOf(String opportunity) {
        return company.admin()
                .document("query($id: ID!) { opportunity(id: $id) { owner { id } } }")
                .variable("id", opportunity)
                .execute()
                .path("opportunity.owner.id")
                .entity(String.class)
                .get();
    }

    private Response shown(String account) {
        return company.admin()
                .document(
                        "query($id: ID!) { account(id: $id) { owner { id } pool { id } recycleDueAt } }")
                .variable("id", account)
                .execute();
    }

    private Instant dueAt(String account) {
        Map<?, ?> found = shown(account).path("account").entity(Map.class).get();
        return found.get("recycleDueAt") instanceof String text
                ? OffsetDateTime.parse(text).toInstant()
                : null;
    }

    private static LocalDate today() {
        return LocalDate.now(SHANGHAI);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
    }

    /** Time passes: he has had him for eight days. */
    private void makeDue(String account) {
        db.execute(
                "update crm.account set owned_since = owned_since - interval '8 days', recycle_due_at = recycle_due_at - interval '8 days' where account_id = ?",
                Company.key(account));
    }

    private void makeDueAtOnce(String account) {
        db.execute(
                "update crm.account set recycle_due_at = now() where account_id = ?",
                Company.key(account));
    }
}
