package headwater.crm.identity;

import static headwater.crm.identity.Entrance.PASSWORD;
import static headwater.crm.identity.Entrance.assertTurnedAway;
import static headwater.crm.identity.Entrance.assertWelcome;
import static headwater.crm.identity.Entrance.code;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;
import headwater.crm.db.internal.Tables;
import headwater.crm.graphql.Wire;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sessions: what they show, and everything that ends one at once. */
@Api
class SessionTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;
    @Autowired private StatementCount statements;
    @LocalServerPort private int port;

    private Entrance entrance;
    private String login = "";

    @BeforeEach
    void hire() {
        entrance = new Entrance(port);
        login = company.user("SELLER", PASSWORD);
    }

    @Test
    void aSessionShowsWhenAndWhereAndWhetherItIsTheOneThatAsks() {
        JsonNode here = entrance.signIn(login, PASSWORD);
        JsonNode there = new Entrance(port).fromElsewhere().signIn(login, PASSWORD);

        JsonNode shown =
                entrance.with(there)
                        .ask(
                                "{ sessions { id address current startedAt lastUsedAt expiresAt user { login } } }")
                        .json()
                        .at("/data/sessions");

        assertThat(shown).hasSize(2);
        assertThat(shown.at("/0/current").asBoolean()).isTrue();
        assertThat(shown.at("/0/address").asString()).startsWith("198.51.100.");
        assertThat(shown.at("/0/user/login").asString()).isEqualTo(login);
        assertThat(Instant.parse(shown.at("/0/expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(29, ChronoUnit.DAYS),
                        Instant.now().plus(31, ChronoUnit.DAYS));
        assertThat(shown.at("/1/current").asBoolean()).isFalse();
        assertWelcome(entrance.with(here));
    }

    @Test
    void aRefreshTokenGivesTheNextTokensOfTheSameSession() {
        JsonNode first = entrance.signIn(login, PASSWORD);

        JsonNode second = entrance.refresh(first.path("refreshToken").asString());

        assertWelcome(entrance.with(second));
        assertThat(second.path("refreshToken").asString())
                .startsWith("hwr_")
                .isNotEqualTo(first.path("refreshToken").asString());
        assertThat(sessions(entrance.with(second))).hasSize(1);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheSessionForBoth() {
        JsonNode first = entrance.signIn(login, PASSWORD);
        JsonNode second = entrance.refresh(first.path("refreshToken").asString());

        JsonNode thief = entrance.refresh(first.path("refreshToken").asString());

        assertThat(code(thief)).isEqualTo("SESSION_ENDED");
        assertThat(thief.path("token").isNull()).isTrue();
        assertTurnedAway(entrance.with(first));
        assertTurnedAway(entrance.with(second));
        assertThat(code(entrance.refresh(second.path("refreshToken").asString())))
                .isEqualTo("SESSION_ENDED");
    }

    @Test
    void ofTwoRefreshesAtOnceAtMostOneIsAnswered() throws Exception {
        JsonNode first = entrance.signIn(login, PASSWORD);
        Callable<String> refresh =
                () -> code(entrance.refresh(first.path("refreshToken").asString()));

        try (var pool = Executors.newFixedThreadPool(4)) {
            List<String> codes =
                    pool.invokeAll(List.of(refresh, refresh, refresh, refresh)).stream()
                            .map(Future::resultNow)
                            .toList();

            assertThat(codes).filteredOn("none"::equals).hasSize(1);
        }
        assertTurnedAway(entrance.with(first));
    }

    @Test
    void aGuessedSecretOfARefreshTokenEndsNothing() {
        JsonNode signedIn = entrance.signIn(login, PASSWORD);
        String token = signedIn.path("refreshToken").asString();

        for (String wrong :
                List.of(
                        token.substring(0, token.indexOf('.') + 1) + "A".repeat(43),
                        "hwr_zzzzzzzzzzzzzzzzzzzz." + "A".repeat(43),
                        "hwr_1",
                        "",
                        signedIn.path("token").asString())) {
            assertThat(code(entrance.refresh(wrong))).as(wrong).isEqualTo("SESSION_ENDED");
        }

        assertWelcome(entrance.with(signedIn));
        assertThat(code(entrance.refresh(token))).isEqualTo("none");
    }

    @Test
    void aSessionEndsThirtyDaysAfterItsLastRefreshAndNinetyAfterItsStart() {
        JsonNode idle = entrance.signIn(login, PASSWORD);
        age(idle, "expires_at = now() - interval '1 second'");
        assertTurnedAway(entrance.with(idle));
        assertThat(code(entrance.refresh(idle.path("refreshToken").asString())))
                .isEqualTo("SESSION_ENDED");

        JsonNode old = entrance.signIn(login, PASSWORD);
        age(old, "started_at = now() - interval '89 days'");
        JsonNode last = entrance.refresh(old.path("refreshToken").asString());

        assertThat(Instant.parse(sessions(entrance.with(last)).at("/0/expiresAt").asString()))
                .isBefore(Instant.now().plus(25, ChronoUnit.HOURS));
    }

    @Test
    void signingOutEndsThisSessionAlone() {
        JsonNode here = entrance.signIn(login, PASSWORD);
        JsonNode there = entrance.signIn(login, PASSWORD);

        assertThat(ended(entrance.with(here), "signOut")).isEqualTo(1);

        assertTurnedAway(entrance.with(here));
        assertWelcome(entrance.with(there));
    }

    @Test
    void signingOutEverywhereEndsAllOfThem() {
        JsonNode here = entrance.signIn(login, PASSWORD);
        JsonNode there = entrance.signIn(login, PASSWORD);

        assertThat(ended(entrance.with(here), "signOutEverywhere(input: {})")).isEqualTo(2);

        assertTurnedAway(entrance.with(here));
        assertTurnedAway(entrance.with(there));
    }

    @Test
    void nobodyButAnAdministratorEndsOrSeesTheSessionsOfOthers() {
        JsonNode signedIn = entrance.signIn(login, PASSWORD);
        String user =
                entrance.with(signedIn)
                        .ask("{ viewer { id } }")
                        .json()
                        .at("/data/viewer/id")
                        .asString();
        String session = sessions(entrance.with(signedIn)).at("/0/id").asString();
        Wire other = new Wire(port).signedIn(company.user("MANAGER", PASSWORD), PASSWORD);
        String everywhere = "signOutEverywhere(input: { user: \"%s\" })".formatted(user);
        String one = "revokeSession(input: { id: \"%s\" })".formatted(session);

        assertThat(other.ask("{ sessions(user: \"%s\") { id } }".formatted(user)).code())
                .isEqualTo("FORBIDDEN");
        assertThat(other.ask("mutation { %s { ended } }".formatted(everywhere)).code())
                .isEqualTo("FORBIDDEN");
        assertThat(other.ask("mutation { %s { ended } }".formatted(one)).code())
                .isEqualTo("NOT_FOUND");
        assertWelcome(entrance.with(signedIn));

        assertThat(ended(new Wire(port).signedIn(), one)).isEqualTo(1);
        assertTurnedAway(entrance.with(signedIn));
    }

    @Test
    void aChangedPasswordEndsAllOtherSessions() {
        JsonNode here = entrance.signIn(login, PASSWORD);
        JsonNode there = entrance.signIn(login, PASSWORD);

        JsonNode changed = change(entrance.with(here), PASSWORD, "nine green walruses");

        assertThat(changed.path("ended").asInt()).isEqualTo(1);
        assertWelcome(entrance.with(here));
        assertTurnedAway(entrance.with(there));
        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("WRONG_CREDENTIALS");
        assertThat(code(entrance.signIn(login, "nine green walruses"))).isEqualTo("none");
    }

    @Test
    void aPasswordSetByAnAdministratorEndsAllSessions() {
        JsonNode signedIn = entrance.signIn(login, PASSWORD);

        update(signedIn, Map.of("password", "nine green walruses"));

        assertTurnedAway(entrance.with(signedIn));
        assertThat(code(entrance.refresh(signedIn.path("refreshToken").asString())))
                .isEqualTo("SESSION_ENDED");
    }

    @Test
    void whoBecomesActiveAgainSignsInAgain() {
        JsonNode signedIn = entrance.signIn(login, PASSWORD);
        String user = update(signedIn, Map.of("active", false));
        assertTurnedAway(entrance.with(signedIn));

        update(user, 2, Map.of("active", true));

        assertTurnedAway(entrance.with(signedIn));
        assertThat(code(entrance.refresh(signedIn.path("refreshToken").asString())))
                .isEqualTo("SESSION_ENDED");
        assertWelcome(entrance.with(entrance.signIn(login, PASSWORD)));
    }

    @Test
    void knowingWhoAsksCostsOneStatement() {
        Wire seller = entrance.with(entrance.signIn(login, PASSWORD));
        seller.ask("{ viewer { id } }");
        statements.take();

        seller.ask("{ __typename }");

        assertThat(statements.take()).hasSize(1);
    }

    @Test
    void noSecretIsStoredAsItIs() {
        JsonNode signedIn = entrance.signIn(login, PASSWORD);
        String secret = signedIn.path("refreshToken").asString().split("\\.", 2)[1];

        assertThat(
                        db.fetchSingle(
                                        "select count(*) from internal.refresh_token where position(? in encode(secret_hash, 'escape')) > 0",
                                        secret)
                                .get(0, Integer.class))
                .isZero();
        assertThat(
                        db.fetchCount(
                                Tables.REFRESH_TOKEN,
                                Tables.REFRESH_TOKEN.SECRET_HASH.eq(OpaqueToken.sha256(secret))))
                .isEqualTo(1);
    }

    private JsonNode sessions(Wire wire) {
        return wire.ask("{ sessions { id expiresAt } }").json().at("/data/sessions");
    }

    private static int ended(Wire wire, String mutation) {
        var answer =
                wire.ask(
                        "mutation { done: %s { ended userErrors { message } } }"
                                .formatted(mutation));
        assertThat(answer.code()).as(answer.text()).isEmpty();
        return answer.json().at("/data/done/ended").asInt(-1);
    }

    static JsonNode change(Wire wire, String current, String fresh) {
        return wire.ask(
                        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { ended userErrors { code field message } } }",
                        Map.of("input", Map.of("currentPassword", current, "newPassword", fresh)))
                .json()
                .at("/data/changePassword");
    }

    private String update(JsonNode signedIn, Map<String, ?> change) {
        String user =
                entrance.with(signedIn)
                        .ask("{ viewer { id } }")
                        .json()
                        .at("/data/viewer/id")
                        .asString();
        update(user, 1, change);
        return user;
    }

    private void update(String user, int version, Map<String, ?> change) {
        var input = new java.util.HashMap<String, Object>(change);
        input.put("id", user);
        input.put("expectedVersion", version);
        JsonNode payload =
                new Wire(port)
                        .signedIn()
                        .ask(
                                "mutation($input: UpdateUserInput!) { updateUser(input: $input) { user { id } userErrors { message } } }",
                                Map.of("input", input))
                        .json()
                        .at("/data/updateUser");
        assertThat(payload.path("userErrors")).as(payload.toString()).isEmpty();
    }

    private void age(JsonNode signedIn, String set) {
        String token = signedIn.path("refreshToken").asString();
        long id = Long.parseLong(token.substring(4, token.indexOf('.')), 36);
        db.execute(
                "update internal.session set %s where session_id = (select session_id from internal.refresh_token where refresh_token_id = ?)"
                        .formatted(set),
                id);
    }
}
