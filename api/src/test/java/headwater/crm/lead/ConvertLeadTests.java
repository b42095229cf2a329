package headwater.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Mutation.convertLead: SPEC row B5. */
@Api
class ConvertLeadTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;

    @Test
    void makesAccountContactAndOpportunityOfALead() {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("杭州远航科技有限公司");
        String lead = lead(admin, name, "13912345678");

        Response converted =
                convert(
                        admin,
                        lead,
                        Map.of("opportunity", Map.of("name", "首单", "amount", "80000.00")));

        converted.path("convertLead.lead.stage").entity(String.class).isEqualTo("CONVERTED");
        converted
                .path("convertLead.lead.convertedAccount.name")
                .entity(String.class)
                .isEqualTo(name);
        converted
                .path("convertLead.lead.convertedContact.phone")
                .entity(String.class)
                .isEqualTo("13912345678");
        converted
                .path("convertLead.lead.convertedOpportunity.account.name")
                .entity(String.class)
                .isEqualTo(name);
        converted
                .path("convertLead.lead.convertedOpportunity.contact.name")
                .entity(String.class)
                .isEqualTo("陈静");
    }

    @Test
    void attachesToACustomerWhoIsThereAlready() {
        HttpGraphQlTester admin = company.admin();
        String account = company.create(admin, "Account", Map.of("name", company.unique("金禾")));
        String lead = lead(admin, company.unique("金禾 new office"));

        Response converted = convert(admin, lead, Map.of("account", Map.of("id", account)));

        converted
                .path("convertLead.lead.convertedAccount.id")
                .entity(String.class)
                .isEqualTo(account);
    }

    @Test
    void aCustomerWhoIsThereAlreadyIsNotMadeAgain() {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("蓝海贸易有限公司");
        company.create(admin, "Account", Map.of("name", name));
        String lead = lead(admin, name);

        Response refused = convert(admin, lead, Map.of());

        refused.path("convertLead.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("DUPLICATE");
        refused.path("convertLead.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "account", "name");
        assertThat(accounts(admin, name)).isOne();
    }

    @Test
    void makesNothingWhenOnePartIsRefused() {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("半途科技有限公司");
        String lead = lead(admin, name);

        Response refused =
                convert(admin, lead, Map.of("opportunity", Map.of("name", "x", "amount", "-1")));

        refused.path("convertLead.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "opportunity", "amount");
        assertThat(accounts(admin, name)).isZero();
        refused.path("convertLead.lead").valueIsNull();
    }

    @Test
    void aConvertedLeadStaysAsItWas() {
        HttpGraphQlTester admin = company.admin();
        String lead = lead(admin, company.unique("Once"));
        convert(admin, lead, Map.of());

        Response again = convert(admin, lead, Map.of());
        Response changed =
                admin.document(
                                "mutation($id: ID!) { updateLead(input: { id: $id, expectedVersion: 2, company: \"x\" }) { userErrors { code } } }")
                        .variable("id", lead)
                        .execute();

        again.path("convertLead.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("WRONG_STATE");
        changed.path("updateLead.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("WRONG_STATE");
    }

    @Test
    void theSameRequestTwiceConvertsOnce() {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("重试有限公司");
        String lead = lead(admin, name);
        Map<String, Object> with = Map.of("idempotencyKey", company.unique("convert"));

        convert(admin, lead, with);
        Response repeated = convert(admin, lead, with);

        repeated.path("convertLead.lead.stage").entity(String.class).isEqualTo("CONVERTED");
        assertThat(accounts(admin, name)).isOne();
    }

    @Test
    void ofTwoConversionsAtOnceOneIsRefused() throws Exception {
        HttpGraphQlTester admin = company.admin();
        String name = company.unique("并发有限公司");
        String lead = lead(admin, name);

        List<String> outcomes;
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<String> once =
                    () ->
                            convert(admin, lead, Map.of())
                                    .path("convertLead.userErrors[*].code")
                                    .entityList(String.class)
                                    .get()
                                    .toString();
            List<Future<String>> both = threads.invokeAll(List.of(once, once));
            outcomes = List.of(both.get(0).get(), both.get(1).get());
        }

        assertThat(outcomes).containsExactlyInAnyOrder("[]", "[WRONG_STATE]");
        assertThat(accounts(admin, name)).isOne();
        assertThat(
                        db.fetchCount(
                                db.selectOne()
                                        .from("crm.lead_change")
                                        .where("kind = 'CONVERTED' and lead_id = ?", key(lead))))
                .isOne();
    }

    private String lead(HttpGraphQlTester who, String companyName) {
        return lead(who, companyName, null);
    }

    private String lead(HttpGraphQlTester who, String companyName, String phone) {
        Map<String, Object> input = new HashMap<>();
        input.put("name", "陈静");
        input.put("company", companyName);
        input.put("phone", phone);
        return company.create(who, "Lead", input);
    }

    private static Response convert(HttpGraphQlTester who, String lead, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("id", lead);
        input.put("expectedVersion", 1);
        return who.document(
                        """
                        mutation($input: ConvertLeadInput!) {
                          convertLead(input: $input) {
                            lead {
                              stage convertedAccount { id name } convertedContact { name phone }
                              convertedOpportunity { account { name } contact { name } }
                            }
                            userErrors { code field message }
                          }
                        }
                        """)
                .variable("input", input)
                .execute();
    }

    private static int accounts(HttpGraphQlTester who, String name) {
        return who.document(
                        "query($name: String!) { accounts(first: 9, filter: { name: { eq: $name } }) { nodes { id } } }")
                .variable("name", name)
                .execute()
                .path("accounts.nodes")
                .entityList(Map.class)
                .get()
                .size();
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
