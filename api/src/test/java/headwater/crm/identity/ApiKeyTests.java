package headwater.crm.identity;

import static headwater.crm.identity.Entrance.PASSWORD;
import static headwater.crm.identity.Entrance.assertTurnedAway;
import static headwater.crm.identity.Entrance.assertWelcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;
import headwater.crm.graphql.Wire;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys for programs (row 30 of API.md). */
@Api
class ApiKeyTests {
    private static final String CREATE_ACCOUNT =
            "mutation($name: String!) { createAccount(input: { name: $name }) { account { id owner { login } } userErrors { message } } }";

    @Autowired private Company company;
    @Autowired private DSLContext db;
    @Autowired private StatementCount statements;
    @LocalServerPort private int port;

    private Entrance entrance;
    private String login = "";
    private Wire seller;

    @BeforeEach
    void hire() {
        entrance = new Entrance(port);
        login = company.user("SELLER", PASSWORD);
        seller = new Wire(port).signedIn(login, PASSWORD);
    }

    @Test
    void aKeyActsAsItsUserThroughTheDoorOfIntegrations() {
        Wire program = entrance.with(key(seller, "READ", "WRITE")).with("X-CRM-Door", "UI");

        statements.take();

        JsonNode account =
                program.ask(CREATE_ACCOUNT, Map.of("name", company.unique("By key")))
                        .json()
                        .at("/data/createAccount/account");

        assertThat(account.at("/owner/login").asString()).isEqualTo(login);
        assertThat(statements.takeInlined())
                .filteredOn(statement -> statement.contains("crm.ctx"))
                .singleElement()
                .asString()
                .contains("\"door\":\"INTEGRATION\"");
    }

    @Test // 30
    void refusesARevokedKey() {
        JsonNode issued =
                create(seller, Map.of("name", "n", "scopes", List.of("READ"))).path("issued");
        Wire program = entrance.with(issued.path("key").asString());
        assertWelcome(program);

        JsonNode revoked = revoke(seller, issued.at("/apiKey/id").asString());

        assertThat(revoked.at("/data/revokeApiKey/apiKey/id").asString())
                .isEqualTo(issued.at("/apiKey/id").asString());
        assertTurnedAway(program);
        assertThat(list(seller)).isEmpty();
    }

    @Test // 30
    void refusesAKeyThatHasEnded() {
        String key = key(seller, "READ");
        assertWelcome(entrance.with(key));

        db.execute(
                "update internal.api_key set expires_at = now() where prefix = ?",
                key.substring(4, key.indexOf('.')));

        assertTurnedAway(entrance.with(key));
    }

    @Test // 30
    void refusesAWrongSecretAndAnUnknownPrefixAndHalfAKey() {
        String key = key(seller, "READ");
        String last = key.endsWith("A") ? "B" : "A";

        for (String wrong :
                List.of(
                        key.substring(0, key.indexOf('.') + 1) + "A".repeat(43),
                        key.substring(0, 5) + last + key.substring(6),
                        "hwk_000000000000." + "A".repeat(43),
                        key.substring(0, key.indexOf('.')),
                        "hwk_",
                        key.replace("hwk_", "hwr_"))) {
            assertTurnedAway(entrance.with(wrong));
        }
        assertWelcome(entrance.with(key));
    }

    @Test // 30
    void runsNothingBeyondTheScopesOfAKeyAndNamesTheMissingOne() {
        String name = company.unique("Beyond");
        Wire reader = entrance.with(key(seller, "READ"));
        Wire writer = entrance.with(key(seller, "WRITE"));
        Wire administrator =
                entrance.with(key(new Wire(port).signedIn(), "READ", "WRITE", "IMPORT"));

        assertScopeMissing(reader.ask(CREATE_ACCOUNT, Map.of("name", name)), "WRITE");
        assertScopeMissing(
                reader.ask("mutation { importAccounts(input: { rows: [] }) { __typename } }"),
                "IMPORT");
        assertScopeMissing(writer.ask("{ viewer { id } }"), "READ");
        assertScopeMissing(
                writer.ask("query { ...f } fragment f on Query { viewer { id } }"), "READ");
        assertScopeMissing(
                administrator.ask("mutation { rotateSigningKey { kid } }"), "ADMINISTER");
        assertThat(
                        seller.ask(
                                        "query($n: String) { accounts(first: 1, filter: { name: { eq: $n } }) { nodes { id } } }",
                                        Map.of("n", name))
                                .json()
                                .at("/data/accounts/nodes"))
                .isEmpty();
    }

    @Test // 30
    void noKeyMakesItselfAnotherNorTouchesSessions() {
        Wire program =
                entrance.with(
                        key(new Wire(port).signedIn(), "READ", "WRITE", "IMPORT", "ADMINISTER"));

        for (String mutation :
                List.of(
                        "createApiKey(input: { name: \"n\", scopes: [READ] }) { issued { key } }",
                        "revokeApiKey(input: { id: \"key_1\" }) { apiKey { id } }",
                        "signOutEverywhere(input: {}) { ended }",
                        "signOut { ended }",
                        "revokeSession(input: { id: \"ses_1\" }) { ended }",
                        "changePassword(input: { currentPassword: \"a\", newPassword: \"b\" }) { ended }")) {
            assertThat(program.ask("mutation { " + mutation + " }").code())
                    .as(mutation)
                    .isEqualTo("FORBIDDEN");
        }
    }

    @Test // 30
    void nobodyButAnAdministratorHasASayInTheKeysOfOthers() {
        JsonNode issued =
                create(seller, Map.of("name", "n", "scopes", List.of("READ"))).path("issued");
        String id = issued.at("/apiKey/id").asString();
        String user = seller.ask("{ viewer { id } }").json().at("/data/viewer/id").asString();
        Wire other = new Wire(port).signedIn(company.user("MANAGER", PASSWORD), PASSWORD);

        assertThat(other.ask("{ apiKeys(user: \"%s\") { id } }".formatted(user)).code())
                .isEqualTo("FORBIDDEN");
        assertThat(revoke(other, id).at("/errors/0/extensions/code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(
                        other.ask(
                                        "mutation { createApiKey(input: { name: \"n\", user: \"%s\", scopes: [READ] }) { issued { key } } }"
                                                .formatted(user))
                                .code())
                .isEqualTo("FORBIDDEN");
        assertWelcome(entrance.with(issued.path("key").asString()));

        Wire admin = new Wire(port).signedIn();
        JsonNode forSeller =
                create(admin, Map.of("name", "erp", "user", user, "scopes", List.of("READ")));
        assertThat(
                        entrance.with(forSeller.at("/issued/key").asString())
                                .ask("{ viewer { login } }")
                                .json()
                                .at("/data/viewer/login")
                                .asString())
                .isEqualTo(login);
        revoke(admin, id);
        assertTurnedAway(entrance.with(issued.path("key").asString()));
    }

    @Test // 30
    void aKeyEndsWithItsUser() {
        String key = key(seller, "READ");
        String user = seller.ask("{ viewer { id } }").json().at("/data/viewer/id").asString();
        Wire admin = new Wire(port).signedIn();

        activate(admin, user, 1, false);
        assertTurnedAway(entrance.with(key));

        activate(admin, user, 2, true);
        assertTurnedAway(entrance.with(key));
    }

    @Test
    void saysWhatANewKeyLacks() {
        JsonNode refused =
                create(
                        seller,
                        Map.of(
                                "name", " ",
                                "scopes", List.of(),
                                "expiresAt", "2020-01-01T00:00:00Z"));

        assertThat(refused.path("issued").isNull()).isTrue();
        assertThat(refused.path("userErrors").findValuesAsString("code"))
                .containsExactlyInAnyOrder("REQUIRED", "INVALID", "INVALID");
    }

    @Test // 30
    void storesAHashAloneAndShowsTheSecretNeverAgain() {
        String key = key(seller, "READ");

        byte[] stored =
                db.fetchSingle(
                                "select secret_hash from internal.api_key where prefix = ?",
                                key.substring(4, key.indexOf('.')))
                        .get(0, byte[].class);

        assertThat(stored).isEqualTo(OpaqueToken.sha256(key.substring(key.indexOf('.') + 1)));
        assertThat(list(seller).toString()).doesNotContain(key.substring(key.indexOf('.') + 1));
    }

    @Test
    void notesItsLastUseOutsideOfTheOneStatementPerRequest() {
        Wire program = entrance.with(key(seller, "READ"));
        assertThat(list(seller).at("/0/lastUsedAt").isNull()).isTrue();

        program.ask("{ viewer { id } }");
        await("last use of the key")
                .untilAsserted(
                        () ->
                                assertThat(
                                                Instant.parse(
                                                        list(seller)
                                                                .at("/0/lastUsedAt")
                                                                .asString()))
                                        .isAfter(Instant.now().minusSeconds(60)));
        statements.take();
        program.ask("{ __typename }");

        assertThat(statements.take()).hasSize(1);
    }

    private static void assertScopeMissing(Wire.Answer answer, String scope) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("FORBIDDEN");
        assertThat(answer.json().at("/errors/0/message").asString()).contains("scope " + scope);
        assertThat(answer.json().path("data").isMissingNode()).isTrue();
    }

    private static String key(Wire who, String... scopes) {
        return create(who, Map.of("name", "test", "scopes", List.of(scopes)))
                .at("/issued/key")
                .asString();
    }

    private static JsonNode create(Wire who, Map<String, ?> input) {
        return who.ask(
                        "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { issued { key apiKey { id prefix } } userErrors { code field } } }",
                        Map.of("input", input))
                .json()
                .at("/data/createApiKey");
    }

    private static JsonNode revoke(Wire who, String id) {
        return who.ask(
                        "mutation { revokeApiKey(input: { id: \"%s\" }) { apiKey { id } userErrors { code } } }"
                                .formatted(id))
                .json();
    }

    private static JsonNode list(Wire who) {
        return who.ask(
                        "{ apiKeys { id prefix name scopes issuedAt expiresAt lastUsedAt user { login } } }")
                .json()
                .at("/data/apiKeys");
    }

    private static void activate(Wire admin, String user, int version, boolean active) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", user);
        input.put("expectedVersion", version);
        input.put("active", active);
        assertThat(
                        admin.ask(
                                        "mutation($input: UpdateUserInput!) { updateUser(input: $input) { user { active } } }",
                                        Map.of("input", input))
                                .json()
                                .at("/data/updateUser/user/active")
                                .asBoolean())
                .isEqualTo(active);
    }
}
