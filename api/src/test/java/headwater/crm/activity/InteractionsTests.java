package headwater.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query.interaction, Query.myInteractions, the mutations of interactions, and their lists. */
@Api
class InteractionsTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    @Test
    void aCustomersHistoryHoldsWhatHappenedWithItsPeopleAndDealsNewestFirst() {
        Person seller = person("SELLER");
        String account = account(seller);
        String contact = belonging(seller, "Contact", "李娜", account);
        String deal = belonging(seller, "Opportunity", "产线改造", account);
        String elsewhere = account(seller);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        record(seller.who, visit("account", account, "上门拜访", now.minusSeconds(300)));
        record(seller.who, visit("contact", contact, "与李娜面谈", now.minusSeconds(200)));
        record(seller.who, visit("opportunity", deal, "方案讲解", now.minusSeconds(100)));
        record(seller.who, visit("account", elsewhere, "别的客户", now.minusSeconds(50)));

        assertThat(subjects(seller.who, "account", account))
                .containsExactly("方案讲解", "与李娜面谈", "上门拜访");
        assertThat(subjects(seller.who, "contact", contact)).containsExactly("与李娜面谈");
        assertThat(subjects(seller.who, "opportunity", deal)).containsExactly("方案讲解");
        assertThat(mine(seller.who)).containsExactly("别的客户", "方案讲解", "与李娜面谈", "上门拜访");
    }

    @Test
    void aHistoryIsPagedInBothDirections() {
        Person seller = person("SELLER");
        String account = account(seller);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 1; i <= 5; i++) {
            record(
                    seller.who,
                    visit("account", account, "第%d次".formatted(i), now.minusSeconds(60 - i)));
        }

        Response first = page(seller.who, account, "first: 2");
        String end =
                first.path("account.interactions.pageInfo.endCursor").entity(String.class).get();
        Response second = page(seller.who, account, "first: 2, after: \"%s\"".formatted(end));

        assertThat(names(first)).containsExactly("第5次", "第4次");
        assertThat(names(second)).containsExactly("第3次", "第2次");
        assertThat(names(page(seller.who, account, "last: 2"))).containsExactly("第2次", "第1次");
    }

    @Test
    void remembersAllThatWasSaid() {
        Person seller = person("SELLER");
        String account = account(seller);
        Map<String, Object> input = new HashMap<>();
        input.put("kind", "CALL");
        input.put("direction", "INBOUND");
        input.put("subject", "询价来电");
        input.put("content", "客户询问交期与付款条件");
        input.put("happenedAt", "2026-01-05T02:03:04Z");
        input.put("durationSeconds", 187);
        input.put("outcome", "CONNECTED");
        input.put("channel", "TELEPHONY");
        input.put("account", Map.of("id", account));

        String id = record(seller.who, input);

        seller.who
                .document(
                        "query($id: ID!) { interaction(id: $id) { kind direction subject content happenedAt durationSeconds outcome channel effective actor { id } account { id } customer { id } contact { id } createdBy { id } version } node(id: $id) { id } }")
                .variable("id", id)
                .execute()
                .path("interaction")
                .matchesJson(
                        """
                        { "kind": "CALL", "direction": "INBOUND", "subject": "询价来电",
                          "content": "客户询问交期与付款条件", "happenedAt": "2026-01-05T02:03:04Z",
                          "durationSeconds": 187, "outcome": "CONNECTED", "channel": "TELEPHONY",
                          "effective": false, "actor": { "id": "%1$s" }, "account": { "id": "%2$s" },
                          "customer": { "id": "%2$s" }, "contact": null,
                          "createdBy": { "id": "%1$s" }, "version": 1 }"""
                                .formatted(seller.id, account))
                .path("node.id")
                .entity(String.class)
                .isEqualTo(id);
    }

    @Test
    void saysAllThatIsWrongAtOnceAndKeepsNothing() {
        Person seller = person("SELLER");
        String account = account(seller);
        String contact = belonging(seller, "Contact", "张伟", account);
        Map<String, Object> input = new HashMap<>();
        input.put("kind", "MEETING");
        input.put("subject", " ");
        input.put("outcome", "CONNECTED");
        input.put("durationSeconds", -1);
        input.put("happenedAt", Instant.now().plusSeconds(3600).toString());
        input.put("account", Map.of("id", account));
        input.put("contact", Map.of("id", contact));

        Response refused = tryRecord(seller.who, input);

        refused.path("createInteraction.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("REQUIRED", "INVALID", "INVALID", "INVALID", "INVALID");
        refused.path("createInteraction.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("subject", "happenedAt", "durationSeconds", "outcome");
        assertThat(subjects(seller.who, "account", account)).isEmpty();
    }

    @Test
    void aCallThatIsSentTwiceIsRememberedOnce() {
        Person seller = person("SELLER");
        String account = account(seller);
        Map<String, Object> call = visit("account", account, "回访", Instant.now());
        call.put("externalId", company.unique("call"));

        String first = record(seller.who, call);
        String again = record(seller.who, call);

        assertThat(again).isEqualTo(first);
        assertThat(subjects(seller.who, "account", account)).containsExactly("回访");
    }

    @Test
    void anExternalIdOutOfSightIsTakenAndTellsNothing() {
        Person seller = person("SELLER");
        Map<String, Object> call = visit("account", account(seller), "机密来电", Instant.now());
        call.put("externalId", company.unique("call"));
        record(seller.who, call);
        Person stranger = person("SELLER");
        Map<String, Object> guess = visit("account", account(stranger), "猜测", Instant.now());
        guess.put("externalId", call.get("externalId"));

        Response refused = tryRecord(stranger.who, guess);

        refused.path("createInteraction.interaction").valueIsNull();
        refused.path("createInteraction.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("TAKEN");
    }

    @Test
    void aRecordOutOfSightIsAsIfItWereNot() {
        Person seller = person("SELLER");
        Person stranger = person("SELLER");
        String account = account(seller);
        Map<String, String> records =
                Map.of(
                        "account", account,
                        "contact", belonging(seller, "Contact", "王芳", account),
                        "opportunity", belonging(seller, "Opportunity", "年度框架", account),
                        "lead", lead(seller));

        records.forEach(
                (field, id) -> {
                    String missing = id.substring(0, id.indexOf('_')) + "_zzzzzz";
                    String hidden = refusal(stranger.who, field, id).replace(id, "ID");
                    assertThat(hidden)
                            .contains("REFERENCE_NOT_FOUND")
                            .isEqualTo(
                                    refusal(stranger.who, field, missing).replace(missing, "ID"));
                });
        assertThat(subjects(seller.who, "account", account)).isEmpty();
    }

    @Test
    void whatHappenedWithARecordOutOfSightIsNotShownAndCannotBeChanged() {
        Person seller = person("SELLER");
        Person stranger = person("SELLER");
        String id = record(seller.who, visit("account", account(seller), "密谈", Instant.now()));

        Response shown =
                stranger.who
                        .document(
                                "query($id: ID!) { interaction(id: $id) { id } node(id: $id) { id } }")
                        .variable("id", id)
                        .execute();
        shown.path("interaction").valueIsNull();
        shown.path("node").valueIsNull();
        assertThat(mine(stranger.who)).isEmpty();

        rewrite(stranger.who, id, 1, "{ subject: \"x\" }")
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "NOT_FOUND"));
    }

    @Test
    void whoSeesTheCustomerSeesWhatHappenedWithItsDeals() {
        Person owner = person("SELLER");
        Person colleague = person("SELLER");
        String account = account(owner);
        String deal = belonging(colleague, "Opportunity", "二期扩容", account, company.admin());
        String id = record(colleague.who, visit("opportunity", deal, "技术交流", Instant.now()));

        Response shown =
                owner.who
                        .document(
                                "query($id: ID!) { interaction(id: $id) { subject opportunity { id } customer { id } } }")
                        .variable("id", id)
                        .execute();

        shown.path("interaction.subject").entity(String.class).isEqualTo("技术交流");
        // The deal itself stays its owner's.
        shown.path("interaction.opportunity").valueIsNull();
        shown.path("interaction.customer.id").entity(String.class).isEqualTo(account);
        assertThat(subjects(owner.who, "account", account)).containsExactly("技术交流");
    }

    @Test
    void isRewrittenByWhoDidItAndByWhoMayChangeTheRecord() {
        Person seller = person("SELLER");
        String id = record(seller.who, visit("account", account(seller), "拜访", Instant.now()));

        rewrite(seller.who, id, 1, "{ subject: \"首次拜访\", content: \"见到采购经理\" }")
                .path("updateInteraction.interaction.subject")
                .entity(String.class)
                .isEqualTo("首次拜访");
        rewrite(company.admin(), id, 2, "{ content: null }")
                .path("updateInteraction.interaction.subject")
                .entity(String.class)
                .isEqualTo("首次拜访");
        rewrite(seller.who, id, 1, "{ subject: \"过期\" }")
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "CONFLICT"));
    }

    @Test
    void onlyWhoMaySpeakForOthersNamesAnotherActor() {
        Person seller = person("SELLER");
        Person colleague = person("SELLER");
        Map<String, Object> input = visit("account", account(seller), "代填", Instant.now());
        input.put("actor", Map.of("id", colleague.id));

        Response refused = tryRecord(seller.who, input);
        String done = record(company.admin(), input);

        refused.path("createInteraction.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED");
        assertThat(mine(colleague.who)).containsExactly("代填");
        // He neither owns the account nor may change it.
        assertThat(effective(company.admin(), done)).isFalse();
    }

    @Test
    void anIntegrationSpeaksForOthersAndASellersOwnKeyDoesNot() {
        Person seller = person("SELLER");
        Person colleague = person("SELLER");
        HttpGraphQlTester telephony = key(person("INTEGRATION").who);
        String account = account(seller);
        Map<String, Object> call = visit("account", account, "总机来电", Instant.now());
        call.put("actor", Map.of("id", seller.id));
        Map<String, Object> forged = visit("account", account, "冒名", Instant.now());
        forged.put("actor", Map.of("id", colleague.id));

        String id = record(telephony, call);
        Response refused = tryRecord(key(seller.who), forged);

        assertThat(effective(seller.who, id)).isTrue();
        assertThat(mine(seller.who)).containsExactly("总机来电");
        refused.path("createInteraction.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_PERMITTED");
    }

    private HttpGraphQlTester key(HttpGraphQlTester who) {
        String key =
                who.document(
                                "mutation { createApiKey(input: { name: \"呼叫中心\", scopes: [READ, WRITE] }) { issued { key } } }")
                        .execute()
                        .path("createApiKey.issued.key")
                        .entity(String.class)
                        .get();
        return company.anybody().mutate().header("Authorization", "Bearer " + key).build();
    }

    @Test
    void aHistoryCostsOneStatementHoweverLongItIs() {
        Person seller = person("SELLER");
        String account = account(seller);
        record(seller.who, visit("account", account, "一", Instant.now()));
        statements.take();
        page(seller.who, account, "first: 50");
        int forOne = statements.take().size();
        for (int i = 0; i < 5; i++) {
            record(seller.who, visit("account", account, "更多", Instant.now()));
        }
        statements.take();

        page(seller.who, account, "first: 50");

        // Who asks; the account; its history.
        assertThat(statements.take()).hasSize(3).hasSize(forOne);
    }

    private record Person(String id, HttpGraphQlTester who) {}

    private Person person(String role) {
        HttpGraphQlTester who = company.as(company.user(role, PASSWORD), PASSWORD);
        return new Person(
                who.document("{ viewer { id } }")
                        .execute()
                        .path("viewer.id")
                        .entity(String.class)
                        .get(),
                who);
    }

    private String account(Person owner) {
        return company.create(
                owner.who, "Account", Map.of("name", company.unique("苏州恒达科技"), "grade", "A"));
    }

    private String lead(Person owner) {
        return company.create(
                owner.who,
                "Lead",
                Map.of("name", company.unique("王小明"), "owner", Map.of("id", owner.id)));
    }

    private String belonging(Person owner, String type, String name, String account) {
        return belonging(owner, type, name, account, owner.who);
    }

    private String belonging(
            Person owner, String type, String name, String account, HttpGraphQlTester maker) {
        return company.create(
                maker,
                type,
                Map.of(
                        "name", company.unique(name),
                        "account", Map.of("id", account),
                        "owner", Map.of("id", owner.id)));
    }

    private static Map<String, Object> visit(
            String field, String id, String subject, Instant happenedAt) {
        Map<String, Object> input = new HashMap<>();
        input.put("kind", "VISIT");
        input.put("subject", subject);
        input.put("happenedAt", happenedAt.toString());
        input.put(field, Map.of("id", id));
        return input;
    }

    private static Response tryRecord(HttpGraphQlTester who, Map<String, Object> input) {
        return who.document(
                        "mutation($input: CreateInteractionInput!) { createInteraction(input: $input) { interaction { id } userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private static String record(HttpGraphQlTester who, Map<String, Object> input) {
        return tryRecord(who, input)
                .path("createInteraction.interaction.id")
                .entity(String.class)
                .get();
    }

    private static String refusal(HttpGraphQlTester who, String field, String id) {
        return tryRecord(who, visit(field, id, "试探", Instant.now()))
                .path("createInteraction.userErrors")
                .entityList(Object.class)
                .get()
                .toString();
    }

    private static Response rewrite(HttpGraphQlTester who, String id, int version, String changes) {
        return who.document(
                        "mutation { updateInteraction(input: { id: \"%s\", expectedVersion: %d, %s }) { interaction { subject content } userErrors { code } } }"
                                .formatted(id, version, changes.substring(1, changes.length() - 1)))
                .execute();
    }

    private static boolean effective(HttpGraphQlTester who, String id) {
        return who.document("query($id: ID!) { interaction(id: $id) { effective } }")
                .variable("id", id)
                .execute()
                .path("interaction.effective")
                .entity(Boolean.class)
                .get();
    }

    private static Response page(HttpGraphQlTester who, String account, String page) {
        return who.document(
                        "{ account(id: \"%s\") { interactions(%s) { nodes { subject } pageInfo { endCursor } } } }"
                                .formatted(account, page))
                .execute();
    }

    private static List<String> names(Response page) {
        return page.path("account.interactions.nodes[*].subject").entityList(String.class).get();
    }

    private static List<String> subjects(HttpGraphQlTester who, String field, String id) {
        return who.document(
                        "{ %s(id: \"%s\") { interactions(first: 100) { nodes { subject } } } }"
                                .formatted(field, id))
                .execute()
                .path(field + ".interactions.nodes[*].subject")
                .entityList(String.class)
                .get();
    }

    private static List<String> mine(HttpGraphQlTester who) {
        return who.document("{ myInteractions(first: 100) { nodes { subject } } }")
                .execute()
                .path("myInteractions.nodes[*].subject")
                .entityList(String.class)
                .get();
    }
}
