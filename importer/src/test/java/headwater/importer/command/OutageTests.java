package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a run does when its server fails for a while, or for good. */
class OutageTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void sitDown() throws IOException {
        desk = new Desk(folder);
    }

    @AfterEach
    void getUp() {
        desk.close();
    }

    @Test
    void repeatsABatchThatMetA503() throws IOException {
        desk.customers(250);
        desk.peer.disturbance = request -> request == 3 ? 503 : 200;

        assertThat(desk.run()).isZero();

        assertThat(desk.peer.stored("Accounts")).hasSize(250);
        assertThat(desk.err().lines())
                .containsExactly(
                        desk.peer.url()
                                + "/graphql answers HTTP 503; trying again for up to 30 seconds.",
                        "The server is back.");
    }

    @Test
    void repeatsABatchWhoseAnswerWasLost() throws IOException {
        desk.customers(250);
        desk.peer.disturbance = request -> request == 4 ? 0 : 200;

        assertThat(desk.run()).isZero();

        assertThat(desk.peer.stored("Accounts")).hasSize(250);
        assertThat(desk.err()).contains("cannot be reached");
    }

    @Test
    void waitsForAServerThatWasRestarted() throws Exception {
        desk.customers(450);
        Thread restart =
                new Thread(
                        () -> {
                            try {
                                desk.peer.stop();
                                Thread.sleep(300);
                                desk.peer.restart();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        desk.peer.disturbance =
                request -> {
                    if (request == 4) {
                        restart.start();
                        return 503;
                    }
                    return 200;
                };

        assertThat(desk.run()).isZero();

        restart.join();
        assertThat(desk.peer.stored("Accounts")).hasSize(450);
    }

    @Test
    void signsInAgainWhenTheTokenHasExpired() throws IOException {
        desk.customers(450);
        desk.peer.disturbance =
                request -> {
                    if (request == 4) {
                        desk.peer.signIns++;
                    }
                    return 200;
                };

        assertThat(desk.run()).isZero();

        assertThat(desk.peer.signIns).isEqualTo(3);
        assertThat(desk.peer.stored("Accounts")).hasSize(450);
    }

    @Test
    void endsWhenTheServerStaysAway() throws IOException {
        desk.customers(1);
        desk.patience = Duration.ofMillis(200);
        desk.peer.disturbance = request -> request >= 3 ? 502 : 200;

        assertThat(desk.run()).isEqualTo(2);

        assertThat(desk.err())
                .endsWith(
                        "answers HTTP 502; giving up, run the import again later."
                                + System.lineSeparator());
    }

    @Test
    void repeatsWhatTheServerMayOvercomeAndEndsAtTheRest() throws IOException {
        desk.customers(1);
        desk.patience = Duration.ofMillis(200);
        desk.peer.errorCode = "UPSTREAM_UNAVAILABLE";
        assertThat(desk.run()).isEqualTo(2);
        assertThat(desk.err()).contains("giving up");
        desk.clear();

        desk.peer.errorCode = "FORBIDDEN";
        assertThat(desk.run()).isEqualTo(2);
        assertThat(desk.err().lines())
                .containsExactly(
                        desk.peer.url() + "/graphql refused the request (FORBIDDEN): Not today.");
        desk.clear();

        desk.peer.errorCode = "UNAUTHENTICATED";
        assertThat(desk.run()).isEqualTo(2);
        assertThat(desk.err().lines())
                .containsExactly(
                        desk.peer.url()
                                + "/graphql refuses the token it has just given: Not today.");
    }

    @Test
    void endsAtOnceWhenNobodyAnswersTheFirstTime() throws IOException {
        desk.customers(1);
        desk.peer.stop();

        assertThat(desk.run()).isEqualTo(2);

        assertThat(desk.err().lines())
                .containsExactly(desk.peer.url() + "/graphql cannot be reached.");
    }
}
