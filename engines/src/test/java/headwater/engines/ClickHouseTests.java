package headwater.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

class ClickHouseTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void keepsItsRowsAndItsPasswordsOverARestart() {
        String biPassword;
        try (var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder))) {
            biPassword = clickHouse.biPassword();
            makeNotes(clickHouse);
            write(clickHouse, "INSERT INTO cdc.note VALUES (1), (2)");
        }

        try (var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder))) {
            assertThat(clickHouse.biPassword()).isEqualTo(biPassword);
            assertThat(write(clickHouse, "SELECT count() FROM cdc.note")).isEqualTo("2");
        }
    }

    @Test
    void keepsEveryAcknowledgedRowWhenKilledWhileWriting() throws InterruptedException {
        var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder));
        makeNotes(clickHouse);
        var acknowledged = 0;
        while (acknowledged < 60) {
            if (acknowledged == 30) {
                Thread.ofPlatform().start(() -> clickHouse.process().destroyForcibly());
            }
            try {
                write(clickHouse, "INSERT INTO cdc.note VALUES (" + (acknowledged + 1) + ")");
                acknowledged++;
            } catch (Refused e) {
                break;
            }
        }
        clickHouse.process().waitFor();
        clickHouse.close();

        try (var again = ClickHouse.start(ClickHouseSettings.in(folder))) {
            assertThat(acknowledged).isGreaterThanOrEqualTo(30);
            // One more may have been written whose acknowledgement never arrived.
            assertThat(
                            write(
                                    again,
                                    "SELECT count() FROM cdc.note WHERE note_id <= "
                                            + acknowledged))
                    .isEqualTo(Integer.toString(acknowledged));
        }
    }

    @Test
    void endsWhenItsParentIsGone() throws Exception {
        var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder));
        // What the kernel does to a dead parent's side of the pipe.
        clickHouse.process().getOutputStream().close();

        assertThat(clickHouse.process().waitFor()).isZero();
        clickHouse.close();
    }

    @Test
    void endsCleanlyOnTheTerminationSignal() throws Exception {
        try (var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder))) {
            clickHouse.process().destroy();

            assertThat(clickHouse.process().waitFor()).isEqualTo(0);
        }
    }

    @Test
    void stopsTheServerThatAKilledSupervisorLeftBehind() {
        var orphan = ClickHouse.start(ClickHouseSettings.in(folder));
        orphan.letGoOfFolder();

        try (var clickHouse =
                ClickHouse.start(
                        ClickHouseSettings.in(folder)
                                .withPorts(orphan.httpPort(), orphan.nativePort()))) {
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(clickHouse.process().isAlive()).isTrue();
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (var clickHouse = ClickHouse.start(ClickHouseSettings.in(folder))) {
            assertThatExceptionOfType(EngineFailed.class)
                    .isThrownBy(() -> ClickHouse.start(ClickHouseSettings.in(folder)))
                    .withMessage(
                            "ClickHouse already runs in %s under another Headwater process: stop that one or use another folder.",
                            folder);
            assertThat(clickHouse.process().isAlive()).isTrue();
        }
    }

    static void makeNotes(ClickHouse clickHouse) {
        write(clickHouse, "CREATE DATABASE IF NOT EXISTS cdc");
        write(
                clickHouse,
                "CREATE TABLE cdc.note (note_id Int64) ENGINE = MergeTree ORDER BY note_id");
    }

    static String write(ClickHouse clickHouse, String sql) {
        return run(clickHouse, clickHouse.user(), clickHouse.password(), sql);
    }

    /** The answer's text; {@link Refused} for anything but success. */
    static String run(ClickHouse clickHouse, String user, String password, String sql) {
        var request =
                HttpRequest.newBuilder(URI.create(clickHouse.url()))
                        .header("X-ClickHouse-User", user)
                        .header("X-ClickHouse-Key", password)
                        .POST(BodyPublishers.ofString(sql))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Refused(response.body());
            }
            return response.body().strip();
        } catch (IOException e) {
            throw new Refused("no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    /** ClickHouse said no, or nothing. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }
}
