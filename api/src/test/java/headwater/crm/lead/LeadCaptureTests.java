package headwater.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Mutation.captureLead: SPEC row B1. */
@Api
class LeadCaptureTests {
    @Autowired private Company company;

    @Test
    void theFirstTouchStaysAndTheLastIsAdded() {
        HttpGraphQlTester admin = company.admin();
        String phone = phone();
        capture(admin, phone, "exhibition", Map.of("campaign", "spring-fair"));

        Response second = capture(admin, phone, "website", Map.of("campaign", "newsletter"));

        second.path("captureLead.lead.source.externalId")
                .entity(String.class)
                .isEqualTo("exhibition");
        second.path("captureLead.lead.touches[*].source.externalId")
                .entityList(String.class)
                .containsExactly("exhibition", "website");
        second.path("captureLead.lead.touches[*].utm.campaign")
                .entityList(String.class)
                .containsExactly("spring-fair", "newsletter");
    }

    @Test
    void tellsNothingOfALeadThatMayNotBeSeen() {
        HttpGraphQlTester admin = company.admin();
        String phone = phone();
        capture(admin, phone, "website", Map.of("campaign", "a"));
        HttpGraphQlTester seller =
                company.as(company.user("SELLER", "a long password"), "a long password");

        Response theirs = capture(seller, phone, "telephone", Map.of("campaign", "b"));

        theirs.path("captureLead.lead").valueIsNull();
        theirs.path("captureLead.userErrors").entityList(Object.class).hasSize(0);
    }

    @Test
    void tenEnquiriesOfOnePersonAtOnceAreOneLead() throws Exception {
        HttpGraphQlTester admin = company.admin();
        String phone = phone();

        try (var threads = Executors.newFixedThreadPool(10)) {
            Callable<Response> once =
                    () -> capture(admin, phone, "website", Map.of("campaign", "rush"));
            for (var each : threads.invokeAll(java.util.Collections.nCopies(10, once))) {
                each.get();
            }
        }

        List<?> found =
                admin.document(
                                "query($phone: String!) { leads(first: 9, filter: { phone: { eq: $phone } }) { nodes { touches { at } } } }")
                        .variable("phone", phone)
                        .execute()
                        .path("leads.nodes")
                        .entityList(Map.class)
                        .get();
        assertThat(found).hasSize(1);
        assertThat((List<?>) ((Map<?, ?>) found.getFirst()).get("touches")).hasSize(10);
    }

    private String phone() {
        return "137 " + company.unique("0000");
    }

    private static Response capture(
            HttpGraphQlTester who, String phone, String source, Map<String, String> utm) {
        return who.document(
                        """
                        mutation($input: CaptureLeadInput!) {
                          captureLead(input: $input) {
                            lead { source { externalId } touches { source { externalId } utm { campaign } } }
                            userErrors { code message }
                          }
                        }
                        """)
                .variable(
                        "input",
                        Map.of(
                                "lead",
                                Map.of(
                                        "name",
                                        "李娜",
                                        "phone",
                                        phone,
                                        "source",
                                        Map.of("externalId", source)),
                                "utm",
                                utm,
                                "page",
                                "/contact"))
                .execute();
    }
}
