package headwater.crm.search;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** People type a piece of what they remember; whose records and fields they may see decides. */
@Api
class SearchTests {
    private static final String PASSWORD = "a long password";

    @Autowired private Company company;
    @Autowired private StatementCount statements;

    private HttpGraphQlTester admin;

    @BeforeEach
    void signIn() {
        admin = company.admin();
    }

    @ParameterizedTest
    @CsvSource({
        "鹭岛海洋科技, 鹭",
        "鹭岛海洋科技, 海洋",
        "鹭岛海洋科技, 岛海洋科",
        "Pemberton Łódź GmbH, ember",
        "Pemberton Łódź GmbH, ŁÓDŹ",
        "Pemberton Łódź GmbH, gmbh pember",
        "鹭岛 Seafood 有限公司, seafood 鹭岛",
        "ＡＢＣ１２３ 仪器, abc123",
        "Ｗ-100%_net, 100%_n"
    })
    void aPieceOfANameFindsItInAnyScript(String name, String typed) {
        String account = company.create(admin, "Account", Map.of("name", company.unique(name)));

        assertThat(found(admin, typed)).contains(account);
    }

    @ParameterizedTest
    @CsvSource({
        "鹭岛海洋科技, 岛洋",
        "鹭岛海洋科技, 鹭岛 贸易",
        "Pemberton Ltd, pembertown",
        "100 net, 1%0",
        "100 net, 1_0"
    })
    void whatIsNotThereIsNotFound(String name, String typed) {
        String account = company.create(admin, "Account", Map.of("name", company.unique(name)));

        assertThat(found(admin, typed)).doesNotContain(account);
    }

    @Test
    void theExactNameComesFirstAndThenWhatBeginsWithIt() {
        String word = company.unique("Zyx").replace(" ", "");
        String within = company.create(admin, "Account", Map.of("name", "The " + word + " co"));
        String begins = company.create(admin, "Account", Map.of("name", word + " and many others"));
        String exact = company.create(admin, "Account", Map.of("name", word));

        assertThat(found(admin, word)).containsExactly(exact, begins, within);
    }

    @Test
    void theKindsTakeTurns() {
        String word = company.unique("Turn").replace(" ", "");
        for (int i = 0; i < 3; i++) {
            company.create(admin, "Account", Map.of("name", word + i));
        }
        company.create(admin, "Contact", Map.of("name", word + " contact"));
        company.create(admin, "Opportunity", Map.of("name", word + " deal"));

        assertThat(found(admin, word))
                .extracting(id -> id.substring(0, 3))
                .containsExactly("acc", "con", "opp", "acc", "acc");
    }

    @Test
    void telephonesAndMailAddressesAreFoundToo() {
        String contact =
                company.create(
                        admin,
                        "Contact",
                        Map.of(
                                "name", company.unique("Zhao"),
                                "phone", "0592-7755331",
                                "email", "zhao.lei@luhai.example"));

        assertThat(found(admin, "7755331")).containsExactly(contact);
        assertThat(found(admin, "zhao luhai")).containsExactly(contact);
        admin.document("{ search(text: \"7755331\", first: 5) { matched text } }")
                .execute()
                .path("search[0].matched")
                .entity(String.class)
                .isEqualTo("phone")
                .path("search[0].text")
                .entity(String.class)
                .isEqualTo("0592-7755331");
    }

    @Test
    void colleaguesTeamsAndProductsAreFoundToo() {
        String word = company.unique("Kinds").replace(" ", "");
        String product =
                company.create(admin, "Product", Map.of("name", "A " + word, "code", "X-" + word));
        String team = company.create(admin, "Team", Map.of("name", word + " 团队", "kind", "TEAM"));
        String user =
                company.create(
                        admin,
                        "User",
                        Map.of("login", word, "name", "欧阳 " + word, "roles", List.of("SELLER")));

        assertThat(found(admin, word)).containsExactlyInAnyOrder(product, team, user);
        admin.document(
                        "query($text: String!) { search(text: $text, first: 5, types: [TEAM]) { record { id } } }")
                .variable("text", word)
                .execute()
                .path("search[*].record.id")
                .entityList(String.class)
                .containsExactly(team);
    }

    @Test
    void othersRecordsAndTheRecycleBinStayUnfound() {
        String word = company.unique("Unfound").replace(" ", "");
        company.create(admin, "Account", Map.of("name", word + " of the administrator"));
        HttpGraphQlTester seller = company.as(company.user("SELLER", PASSWORD), PASSWORD);
        String own = company.create(seller, "Account", Map.of("name", word + " own"));
        String deleted = company.create(seller, "Account", Map.of("name", word + " deleted"));
        seller.document(
                        "mutation($id: ID!) { deleteAccount(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }")
                .variable("id", deleted)
                .executeAndVerify();

        assertThat(found(seller, word)).containsExactly(own);
    }

    @Test
    void aFieldThatMayNotBeReadFindsNothing() {
        String contact =
                company.create(
                        admin,
                        "Contact",
                        Map.of("name", company.unique("Qian Duo"), "phone", "0592-4411223"));
        String key = company.unique("NO_PHONES").replace(' ', '_');
        Map<String, Object> role = new HashMap<>();
        role.put("key", key);
        role.put("name", key);
        role.put("grants", List.of(Map.of("object", "CONTACT", "action", "READ", "scope", "ALL")));
        role.put("fields", List.of(Map.of("field", "Contact.phone", "level", "MASKED")));
        company.create(admin, "Role", role);
        HttpGraphQlTester person = company.as(company.user(key, PASSWORD), PASSWORD);

        assertThat(found(person, "4411223")).isEmpty();
        assertThat(found(person, "qian 4411223")).isEmpty();
        assertThat(found(person, "qian duo")).contains(contact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "x", "a b", "a1 b2 c3 d4 e5 f6 g7 h8 i9"})
    void whatCannotBeSearchedForIsRefusedWithWhatCan(String typed) {
        admin.document("query($text: String!) { search(text: $text, first: 5) { matched } }")
                .variable("text", typed)
                .execute()
                .errors()
                .satisfy(
                        errors -> {
                            assertThat(errors).hasSize(1);
                            assertThat(errors.getFirst().getExtensions())
                                    .containsEntry("code", "BAD_USER_INPUT");
                            assertThat(errors.getFirst().getMessage()).startsWith("text:");
                        });
    }

    @Test
    void asksOneStatementPerKindAndOneForItsRecords() {
        String word = company.unique("Counted").replace(" ", "");
        for (int i = 0; i < 4; i++) {
            company.create(admin, "Account", Map.of("name", word + i));
            company.create(admin, "Contact", Map.of("name", word + i));
        }
        statements.take();

        found(admin, word);

        // The viewer; seven kinds; the accounts and the contacts that were found.
        assertThat(statements.take()).hasSize(10);
    }

    private static List<String> found(HttpGraphQlTester who, String typed) {
        return who.document(
                        "query($text: String!) { search(text: $text, first: 20) { record { id } } }")
                .variable("text", typed)
                .execute()
                .path("search[*].record.id")
                .entityList(String.class)
                .get();
    }
}
