package headwater.crm.activity;

import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A visit of three days ago is written down today. */
@Api
class ConfirmationTests {
    private static final Instant LATE =
            Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);

    @Autowired private Company company;

    private Person director;
    private Person manager;
    private Person seller;
    private String account;

    @BeforeEach
    void hire() {
        director = company.person("MANAGER");
        manager = company.person("MANAGER", director);
        seller = company.person("SELLER", manager);
        account = company.create(seller.who(), "Account", Map.of("name", company.unique("迟记客户")));
    }

    @Test
    void countsAsOfItsOwnInstantOnceASuperiorSaysSo() {
        String visit = written("VISIT", LATE);
        assertThat(asked(visit, "effective")).isEqualTo(false);
        assertThat(lastFollowup()).isNull();

        assertThat(confirm(director, visit)).isEmpty();

        assertThat(asked(visit, "effective")).isEqualTo(true);
        assertThat(asked(visit, "confirmedBy.id")).isEqualTo(director.id());
        assertThat(lastFollowup()).isEqualTo(LATE);
        assertThat(confirm(manager, visit)).containsExactly("WRONG_STATE");
    }

    @Test
    void turnsNoClockBack() {
        written("VISIT", Instant.now().minus(Duration.ofHours(1)));
        Instant newest = lastFollowup();
        String late = written("VISIT", LATE);

        assertThat(confirm(manager, late)).isEmpty();

        assertThat(lastFollowup()).isEqualTo(newest);
    }

    @Test
    void nobodyConfirmsWhatIsHisOwnOrOthersPeoples() {
        String visit = written("VISIT", LATE);
        Person stranger = company.person("MANAGER");

        assertThat(confirm(seller, visit)).containsExactly("NOT_PERMITTED");
        assertThat(errors(stranger, visit)).containsExactly("NOT_FOUND");
        String managers = written(manager, "VISIT", LATE);
        assertThat(confirm(manager, managers)).containsExactly("NOT_PERMITTED");
        assertThat(confirm(director, managers)).isEmpty();
    }

    @Test
    void whatWouldNotHaveCountedInTimeDoesNotCountLate() {
        assertThat(confirm(manager, written("NOTE", LATE))).containsExactly("INVALID");
    }

    private String written(String kind, Instant at) {
        return written(seller, kind, at);
    }

    private String written(Person who, String kind, Instant at) {
        return company.create(
                who.who(),
                "Interaction",
                Map.of(
                        "kind",
                        kind,
                        "subject",
                        "上门拜访",
                        "happenedAt",
                        at.toString(),
                        "account",
                        Map.of("id", account)));
    }

    private static Response confirming(Person who, String interaction) {
        return mutate(
                who.who(),
                "confirmInteraction",
                Map.of("id", interaction, "expectedVersion", 1),
                "");
    }

    private static List<String> confirm(Person who, String interaction) {
        return Company.codes(confirming(who, interaction), "confirmInteraction");
    }

    private static List<String> errors(Person who, String interaction) {
        List<String> codes = new ArrayList<>();
        confirming(who, interaction)
                .errors()
                .satisfy(
                        errors ->
                                errors.forEach(
                                        error ->
                                                codes.add(
                                                        String.valueOf(
                                                                error.getExtensions()
                                                                        .get("code")))));
        return codes;
    }

    private Object asked(String interaction, String path) {
        return director.who()
                .document(
                        "query { interaction(id: \"%s\") { effective confirmedBy { id } } }"
                                .formatted(interaction))
                .execute()
                .path("interaction." + path)
                .entity(Object.class)
                .get();
    }

    private Instant lastFollowup() {
        Map<?, ?> known =
                director.who()
                        .document(
                                "query { account(id: \"%s\") { lastEffectiveFollowupAt } }"
                                        .formatted(account))
                        .execute()
                        .path("account")
                        .entity(Map.class)
                        .get();
        Object at = known.get("lastEffectiveFollowupAt");
        return at == null ? null : Instant.parse(String.valueOf(at));
    }
}
