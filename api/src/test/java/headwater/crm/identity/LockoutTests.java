package headwater.crm.identity;

import static headwater.crm.identity.Entrance.PASSWORD;
import static headwater.crm.identity.Entrance.assertWelcome;
import static headwater.crm.identity.Entrance.code;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.graphql.Wire;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Passwords guessed by the dozen (row 31 of API.md); by aliases is DocumentAttackTests' matter. */
@Api
class LockoutTests {
    @Autowired private Company company;
    @Autowired private DSLContext db;
    @LocalServerPort private int port;

    private Entrance entrance;
    private String login = "";

    @BeforeEach
    void hire() {
        entrance = new Entrance(port).fromElsewhere();
        login = company.user("SELLER", PASSWORD);
    }

    @Test // 31
    void locksAnAccountAfterTenWrongPasswords() {
        assertThat(guesses(login, 10)).containsOnly("WRONG_CREDENTIALS");

        JsonNode right = entrance.signIn(login, PASSWORD);

        assertThat(code(right)).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(right.path("token").isNull()).isTrue();
        assertThat(right.at("/userErrors/0/message").asString())
                .matches("Too many wrong passwords; wait (8\\d\\d|900|901) seconds, or .*");
        assertThat(code(new Entrance(port).fromElsewhere().signIn(login, PASSWORD)))
                .as("from another address")
                .isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test // 31
    void locksALoginThatNobodyHasInTheSameWay() {
        String nobody = company.unique("nobody");

        assertThat(guesses(nobody, 10)).containsOnly("WRONG_CREDENTIALS");
        assertThat(guesses(nobody, 1)).containsExactly("TOO_MANY_ATTEMPTS");
    }

    @Test // 31
    void letsTwentyGuessesAtOnceThroughTenTimes() throws Exception {
        Callable<String> guess = () -> code(entrance.signIn(login, "not the password"));

        try (var pool = Executors.newFixedThreadPool(20)) {
            List<String> codes =
                    pool.invokeAll(Collections.nCopies(20, guess)).stream()
                            .map(Future::resultNow)
                            .toList();

            assertThat(codes).filteredOn("WRONG_CREDENTIALS"::equals).hasSize(10);
            assertThat(codes).filteredOn("TOO_MANY_ATTEMPTS"::equals).hasSize(10);
        }
    }

    @Test
    void countsFromTheStartAfterTheRightPassword() {
        guesses(login, 9);
        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("none");

        assertThat(guesses(login, 9)).containsOnly("WRONG_CREDENTIALS");
        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("none");
    }

    @Test
    void letsEverybodyInAgainWhenTheLockEnds() {
        guesses(login, 11);
        // Fifteen minutes pass for everybody.
        db.execute("update internal.sign_in_attempts set until = until - interval '15 minutes'");

        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("none");
    }

    @Test
    void anAdministratorUnlocksAnAccount() {
        Wire seller = entrance.with(entrance.signIn(login, PASSWORD));
        String id = seller.ask("{ viewer { id } }").json().at("/data/viewer/id").asString();
        guesses(login, 10);
        String unlock =
                "mutation { unlockUser(input: { user: \"%s\" }) { user { login } } }".formatted(id);
        assertThat(seller.ask(unlock).code()).isEqualTo("FORBIDDEN");
        assertWelcome(seller);

        JsonNode unlocked = new Wire(port).signedIn().ask(unlock).json();

        assertThat(unlocked.at("/data/unlockUser/user/login").asString()).isEqualTo(login);
        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("none");
    }

    @Test // 31
    void locksAnAddressAfterFiftyWrongPasswords() {
        for (int account = 0; account < 5; account++) {
            assertThat(guesses(company.unique("sprayed"), 10)).containsOnly("WRONG_CREDENTIALS");
        }

        assertThat(code(entrance.signIn(login, PASSWORD))).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(code(new Entrance(port).fromElsewhere().signIn(login, PASSWORD)))
                .isEqualTo("none");
    }

    @Test // 31
    void guessingByChangePasswordCountsToo() {
        Wire seller = entrance.with(entrance.signIn(login, PASSWORD));

        for (int i = 0; i < 10; i++) {
            assertThat(code(SessionTests.change(seller, "not the password", "nine green walruses")))
                    .isEqualTo("WRONG_CREDENTIALS");
        }

        assertThat(code(SessionTests.change(seller, PASSWORD, "nine green walruses")))
                .isEqualTo("TOO_MANY_ATTEMPTS");
    }

    private List<String> guesses(String who, int times) {
        return Collections.nCopies(times, who).stream()
                .map(name -> code(entrance.signIn(name, "not the password")))
                .toList();
    }
}
