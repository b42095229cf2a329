package headwater.crm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Api
class SharingTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;

    private HttpGraphQlTester owner;
    private HttpGraphQlTester colleague;
    private String colleagueId;
    private String account;

    @BeforeEach
    void anAccountOfOneOfTwoSellers() {
        owner = seller(company.user("SELLER", PASSWORD));
        colleague = seller(company.user("SELLER", PASSWORD));
        colleagueId = id(colleague);
        account = company.create(owner, "Account", Map.of("name", company.unique("Shared")));
    }

    @Test
    void letsAColleagueReadAndNotWrite() {
        share(owner, "READ", null).path("shareRecord.share.user.id").entity(String.class);

        assertThat(sees(colleague)).isTrue();
        assertThat(codeOfUpdate(colleague)).isEqualTo("NOT_FOUND");
    }

    @Test
    void letsAColleagueWriteWhenSharedForEditing() {
        share(owner, "EDIT", null);

        assertThat(codeOfUpdate(colleague)).isEqualTo("CONFLICT");
    }

    @Test
    void endsAtOnce() {
        String share =
                share(owner, "READ", null).path("shareRecord.share.id").entity(String.class).get();
        assertThat(sees(colleague)).isTrue();

        unshare(owner, share).path("unshareRecord.userErrors").entityList(Object.class).hasSize(0);

        assertThat(sees(colleague)).isFalse();
    }

    @Test
    void endsByItselfWhenItsTimeHasCome() {
        share(owner, "READ", Instant.now().plusSeconds(2));
        assertThat(sees(colleague)).isTrue();

        await("the share is over").until(() -> !sees(colleague));
    }

    @Test
    void cannotBePassedOnByWhoeverGotIt() {
        share(owner, "EDIT", null);

        Response answer = share(colleague, id(owner), "READ", null);

        assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }

    @Test
    void ofAStrangersRecordSaysThatThereIsNone() {
        Response answer = share(colleague, id(owner), "READ", null);

        assertThat(code(answer)).isEqualTo("NOT_FOUND");
        assertThat(shares(colleague)).isEmpty();
    }

    @Test
    void cannotBeEndedByWhoeverGotIt() {
        String share =
                share(owner, "READ", null).path("shareRecord.share.id").entity(String.class).get();

        assertThat(code(unshare(colleague, share))).isEqualTo("NOT_FOUND");
        assertThat(sees(colleague)).isTrue();
    }

    @Test
    void namesWhatIsWrongAllAtOnce() {
        Response answer = share(owner, "usr_zzzzzz", "READ", Instant.EPOCH);

        answer.path("shareRecord.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("expiresAt", "with");
        assertThat(shares(owner)).isEmpty();
    }

    @Test
    void ofSomethingWithoutAnOwnerIsRefusedByName() {
        Response answer =
                owner.document("query { recordShares(record: \"usr_1\") { id } }").execute();

        answer.errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getMessage())
                                        .isEqualTo(
                                                "\"usr_1\" is not the id of a record with an owner; there are [Account, Campaign, Contact, Contract, Invoice, Lead, Opportunity, Quote, Receipt, Task, Voucher]."));
    }

    @Test
    void isExplainedWithTheGrantsBesideIt() {
        share(owner, "READ", null);

        Response answer =
                company.admin()
                        .document(
                                """
                                query($user: ID!, $record: ID!) { explainAccess(user: $user, record: $record) {
                                  allowed grants { role action scope } shares { level user { id } } } }
                                """)
                        .variable("user", colleagueId)
                        .variable("record", account)
                        .execute();

        answer.path("explainAccess.allowed").entityList(String.class).containsExactly("READ");
        answer.path("explainAccess.grants").entityList(Object.class).hasSize(0);
        answer.path("explainAccess.shares[*].user.id")
                .entityList(String.class)
                .containsExactly(colleagueId);
    }

    @Test
    void isExplainedToOthersOnlyByAdministrators() {
        Response answer =
                colleague
                        .document(
                                "query($user: ID!, $record: ID!) { explainAccess(user: $user, record: $record) { allowed } }")
                        .variable("user", id(owner))
                        .variable("record", account)
                        .execute();

        assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }

    private HttpGraphQlTester seller(String login) {
        return company.as(login, PASSWORD);
    }

    private static String id(HttpGraphQlTester who) {
        return who.document("{ viewer { id } }")
                .execute()
                .path("viewer.id")
                .entity(String.class)
                .get();
    }

    private boolean sees(HttpGraphQlTester who) {
        return !who.document("{ accounts(first: 100) { nodes { id } } }")
                .execute()
                .path("accounts.nodes[*].id")
                .entityList(String.class)
                .get()
                .isEmpty();
    }

    private List<String> shares(HttpGraphQlTester who) {
        return who.document("query($id: ID!) { recordShares(record: $id) { id } }")
                .variable("id", account)
                .execute()
                .path("recordShares[*].id")
                .entityList(String.class)
                .get();
    }

    private Response share(HttpGraphQlTester who, String level, Instant expiresAt) {
        return share(who, colleagueId, level, expiresAt);
    }

    private Response share(HttpGraphQlTester who, String with, String level, Instant expiresAt) {
        Map<String, Object> input = new HashMap<>();
        input.put("record", account);
        input.put("with", Map.of("user", with));
        input.put("level", level);
        if (expiresAt != null) {
            input.put("expiresAt", expiresAt.toString());
        }
        return who.document(
                        "mutation($input: ShareRecordInput!) { shareRecord(input: $input) { share { id user { id } } userErrors { code field } } }")
                .variable("input", input)
                .execute();
    }

    private static Response unshare(HttpGraphQlTester who, String share) {
        return who.document(
                        "mutation($input: UnshareRecordInput!) { unshareRecord(input: $input) { share { id } userErrors { code } } }")
                .variable("input", Map.of("id", share))
                .execute();
    }

    /** With a version that no record has, so that nothing changes. */
    private String codeOfUpdate(HttpGraphQlTester who) {
        return code(
                who.document(
                                "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { userErrors { code } } }")
                        .variable(
                                "input",
                                Map.of("id", account, "expectedVersion", 99, "name", "Mine now"))
                        .execute());
    }

    private static String code(Response answer) {
        String[] code = new String[1];
        answer.errors()
                .satisfy(
                        errors -> {
                            assertThat(errors).hasSize(1);
                            code[0] = String.valueOf(errors.getFirst().getExtensions().get("code"));
                        });
        return code[0];
    }
}
