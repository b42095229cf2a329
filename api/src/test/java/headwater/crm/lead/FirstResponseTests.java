package headwater.crm.lead;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.calendar.WorkingTimes;

import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * SPEC C1, first response: a lead that its owner lets lie goes to the next one, and at last to a
 * pool.
 */
@Api
class FirstResponseTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;
    @Autowired private FirstResponseService responses;
    @Autowired private WorkingTimes times;

    private Person manager;
    private List<Person> sellers;
    private String region;
    private String pool;
    private String rule;

    @BeforeEach
    void hire() {
        manager = company.person("MANAGER");
        sellers = new ArrayList<>();
        List<Map<String, Object>> members = new ArrayList<>();
        List<Map<String, Object>> candidates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Person seller = company.person("SELLER", manager);
            sellers.add(seller);
            members.add(Map.of("with", Map.of("user", seller.id())));
            candidates.add(Map.of("user", seller.ref()));
        }
        region = company.unique("华东");
        pool =
                company.create(
                        company.admin(),
                        "Pool",
                        Map.of(
                                "name",
                                company.unique("线索公海"),
                                "object",
                                "LEAD",
                                "members",
                                members));
        rule =
                company.create(
                        company.admin(),
                        "AssignmentRule",
                        Map.of(
                                "name",
                                company.unique("及时响应"),
                                "ordinal",
                                1,
                                "regions",
                                List.of(region),
                                "strategy",
                                "ROUND_ROBIN",
                                "candidates",
                                candidates,
                                "firstResponseMinutes",
                                30));
    }

    /** Rules speak of every lead, those of other tests too. */
    @AfterEach
    void deleteRule() {
        mutate(
                company.admin(),
                "deleteAssignmentRule",
                Map.of("id", rule, "expectedVersion", version()),
                "");
    }

    @Test
    void saysUntilWhenItsOwnerHasToTurnToIt() {
        String lead = lead();

        Response known = lead(lead);

        Instant at = instant(known, "at");
        Instant by = instant(known, "respondBy");
        assertThat(times.ofCompany().businessSeconds(at, by)).isEqualTo(30 * 60);
    }

    @Test
    void goesToTwoOthersAtMostThenIntoThePoolAndTheSuperiorIsTold() {
        String lead = lead();
        responses.reassign();
        String first = owner(lead);
        String second = letLie(lead);
        String third = letLie(lead);
        String nobody = letLie(lead);

        assertThat(List.of(first, second, third))
                .doesNotHaveDuplicates()
                .isSubsetOf(sellers.stream().map(Person::id).toList());
        assertThat(nobody).isNull();
        Response known = lead(lead);
        known.path("lead.assignments[*].user.id")
                .entityList(String.class)
                .containsExactly(first, second, third);
        known.path("lead.assignments[3].pool.id").entity(String.class).isEqualTo(pool);
        known.path("lead.assignments[3].steps[0].passedOver[?(@.reason == 'NO_RESPONSE')].user.id")
                .entityList(String.class)
                .containsExactly(first, second, third);
        assertThat(toDos()).containsExactly("线索无人及时响应 Nobody has turned to the lead in time: 官网询价");
        assertThat(endReasons(lead)).containsExactly("RESPONSE", "RESPONSE", "RESPONSE");
    }

    @Test
    void whoeverHasTurnedToItInTimeKeepsIt() {
        String lead = lead();
        String owner = owner(lead);
        call(lead, owner);

        assertThat(letLie(lead)).isEqualTo(owner);
        assertThat(toDos()).isEmpty();
        assertThat(waiting(lead)).isZero();
    }

    @Test
    void whomAPersonHasGivenItIsNotAsked() {
        String lead = lead();
        String owner = owner(lead);
        Person other =
                sellers.stream().filter(each -> !each.id().equals(owner)).findFirst().orElseThrow();
        Response given =
                mutate(
                        company.admin(),
                        "updateLead",
                        Map.of("id", lead, "expectedVersion", 1, "owner", other.ref()),
                        "");
        assertThat(codes(given, "updateLead")).isEmpty();

        assertThat(letLie(lead)).isEqualTo(other.id());
        assertThat(waiting(lead)).isZero();
    }

    @Test
    void whatItsRuleGivesNobodyAnyMoreGoesIntoThePool() {
        String lead = lead();
        mutate(
                company.admin(),
                "updateAssignmentRule",
                Map.of("id", rule, "expectedVersion", 1, "active", false),
                "");

        assertThat(letLie(lead)).isNull();
        lead(lead).path("lead.assignments[1].pool.id").entity(String.class).isEqualTo(pool);
    }

    @Test
    void aTargetThatIsNoneIsRefused() {
        Response refused =
                mutate(
                        company.admin(),
                        "updateAssignmentRule",
                        Map.of("id", rule, "expectedVersion", 1, "firstResponseMinutes", 0),
                        "");

        assertThat(codes(refused, "updateAssignmentRule")).containsExactly("INVALID");
    }

    private static Instant instant(Response lead, String field) {
        return lead.path("lead.assignments[0]." + field)
                .entity(OffsetDateTime.class)
                .get()
                .toInstant();
    }

    private String lead() {
        return company.create(company.admin(), "Lead", Map.of("name", "官网询价", "region", region));
    }

    /** Time passes, and nobody but who has done so turns to it. */
    private String letLie(String lead) {
        db.execute(
                "update internal.first_response set respond_by = now() - interval '1 second' where lead_id = ?",
                Company.key(lead));
        responses.reassign();
        return owner(lead);
    }

    private void call(String lead, String owner) {
        Person who =
                sellers.stream().filter(each -> each.id().equals(owner)).findFirst().orElseThrow();
        mutate(
                        who.who(),
                        "createInteraction",
                        Map.of(
                                "lead",
                                Map.of("id", lead),
                                "kind",
                                "CALL",
                                "direction",
                                "OUTBOUND",
                                "subject",
                                "首次联系",
                                "outcome",
                                "CONNECTED"),
                        "interaction { effective }")
                .path("createInteraction.interaction.effective")
                .entity(Boolean.class)
                .isEqualTo(true);
    }

    private String owner(String lead) {
        Object owner = lead(lead).path("lead").entity(Map.class).get().get("owner");
        return owner == null ? null : String.valueOf(((Map<?, ?>) owner).get("id"));
    }

    private Response lead(String id) {
        return company.admin()
                .document(
                        "query($id: ID!) { lead(id: $id) { owner { id } assignments { at respondBy user { id } pool { id } steps { passedOver { reason user { id } } } } } }")
                .variable("id", id)
                .execute();
    }

    private List<String> toDos() {
        return manager.who()
                .document("{ tasks(first: 9) { nodes { subject } } }")
                .execute()
                .path("tasks.nodes[*].subject")
                .entityList(String.class)
                .get();
    }

    private int version() {
        return company.admin()
                .document("query($id: ID!) { assignmentRule(id: $id) { version } }")
                .variable("id", rule)
                .execute()
                .path("assignmentRule.version")
                .entity(Integer.class)
                .get();
    }

    private int waiting(String lead) {
        return Objects.requireNonNull(
                db.fetchOne(
                                "select count(*)::integer from internal.first_response where lead_id = ?",
                                Company.key(lead))
                        .get(0, Integer.class));
    }

    private List<String> endReasons(String lead) {
        return db.fetch(
                        "select end_reason from crm.owner_period where object = 'Lead' and record_id = ? order by owner_period_id",
                        Company.key(lead))
                .getValues(0, String.class);
    }
}
