package headwater.crm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A seller leaves, another takes over. */
@Api
class TransferTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;

    private HttpGraphQlTester admin;
    private HttpGraphQlTester leaving;
    private HttpGraphQlTester successor;
    private String successorId;
    private String account;
    private String contact;
    private String open;
    private String closed;

    @BeforeEach
    void aSellerWithACustomer() {
        admin = company.admin();
        leaving = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        successor = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        successorId = text(successor, "{ viewer { id } }", "viewer.id");
        account = company.create(leaving, "Account", Map.of("name", company.unique("Handed over")));
        Map<String, ?> its = Map.of("id", account);
        contact = company.create(leaving, "Contact", Map.of("name", "Contact", "account", its));
        open = company.create(leaving, "Opportunity", Map.of("name", "Open", "account", its));
        closed =
                company.create(
                        leaving,
                        "Opportunity",
                        Map.of("name", "Closed", "account", its, "amount", "100"));
        leaving.document(
                        "mutation($id: ID!) { closeOpportunity(input: { id: $id, expectedVersion: 1, outcome: WON }) { userErrors { message } } }")
                .variable("id", closed)
                .execute()
                .path("closeOpportunity.userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    @Test
    void takesContactsAndOpenOpportunitiesAlongAndLeavesWhatIsClosed() {
        Response answer =
                transfer(
                        admin,
                        Map.of(
                                "records",
                                List.of(account),
                                "withContacts",
                                true,
                                "withOpenOpportunities",
                                true,
                                "reason",
                                "left the company"));

        answer.path("transferRecords.count").entity(Integer.class).isEqualTo(3);
        for (String record : List.of(account, contact, open)) {
            assertThat(sees(successor, record)).isTrue();
            assertThat(sees(leaving, record)).isFalse();
        }
        assertThat(sees(successor, closed)).isFalse();
        successor
                .document(
                        "query($id: ID!) { opportunity(id: $id) { changes { kind reason owner { id } } } }")
                .variable("id", open)
                .execute()
                .path("opportunity.changes[0].kind")
                .entity(String.class)
                .isEqualTo("OWNER")
                .path("opportunity.changes[0].reason")
                .entity(String.class)
                .isEqualTo("left the company")
                .path("opportunity.changes[0].owner.id")
                .entity(String.class)
                .isEqualTo(successorId);
    }

    @Test
    void takesNothingAlongThatWasNotAskedFor() {
        transfer(admin, Map.of("records", List.of(account)))
                .path("transferRecords.count")
                .entity(Integer.class)
                .isEqualTo(1);

        assertThat(sees(leaving, contact)).isTrue();
        assertThat(sees(leaving, account)).isFalse();
    }

    @Test
    void leavesTheFormerOwnerAReaderWhenToldTo() {
        transfer(admin, Map.of("records", List.of(account, contact), "keepAccess", "READ"))
                .path("transferRecords.count")
                .entity(Integer.class)
                .isEqualTo(2);

        assertThat(sees(leaving, account)).isTrue();
        assertThat(sees(successor, account)).isTrue();
    }

    @Test
    void isForThoseWhoMayTransfer() {
        assertThat(code(transfer(leaving, Map.of("records", List.of(account)))))
                .isEqualTo("FORBIDDEN");
        assertThat(sees(leaving, account)).isTrue();
    }

    @Test
    void ofSeveralRecordsIsDoneWhollyOrNotAtAll() {
        assertThat(code(transfer(admin, Map.of("records", List.of(account, "acc_zzzzzz")))))
                .isEqualTo("NOT_FOUND");

        assertThat(sees(leaving, account)).isTrue();
        assertThat(sees(successor, account)).isFalse();
    }

    @Test
    void goesToSomebodyWhoIsThere() {
        Map<String, Object> input = new HashMap<>();
        input.put("records", List.of(account));
        input.put("to", Map.of("id", "usr_zzzzzz"));

        transfer(admin, input)
                .path("transferRecords.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "to");
    }

    private Response transfer(HttpGraphQlTester who, Map<String, ?> draft) {
        Map<String, Object> input = new HashMap<>(draft);
        input.putIfAbsent("to", Map.of("id", successorId));
        return who.document(
                        "mutation($input: TransferRecordsInput!) { transferRecords(input: $input) { count userErrors { code field message } } }")
                .variable("input", input)
                .execute();
    }

    private static String code(Response answer) {
        return String.valueOf(
                answer.returnResponse().getErrors().getFirst().getExtensions().get("code"));
    }

    private static boolean sees(HttpGraphQlTester who, String record) {
        return who.document("query($id: ID!) { node(id: $id) { id } }")
                        .variable("id", record)
                        .execute()
                        .returnResponse()
                        .field("node.id")
                        .getValue()
                != null;
    }

    private static String text(HttpGraphQlTester who, String document, String path) {
        return who.document(document).execute().path(path).entity(String.class).get();
    }
}
