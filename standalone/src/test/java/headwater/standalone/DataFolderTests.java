package headwater.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import headwater.engines.EngineFailed;
import headwater.engines.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

class DataFolderTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final ArrayList<String> said = new ArrayList<>();

    @Test
    void refusesAFolderOfOtherThings() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "");

        assertThatExceptionOfType(UpFailed.class)
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessage(
                        "%s holds other files than Headwater's; --data must name an empty or new folder.",
                        folder);
    }

    @Test
    void refusesAFolderThatAnotherSupervisorUses() {
        try (var first = DataFolder.open(folder)) {
            assertThatExceptionOfType(EngineFailed.class)
                    .isThrownBy(() -> DataFolder.open(folder))
                    .withMessage(
                            "Headwater already runs in %s under another Headwater process: stop that one or use another folder.",
                            first.path());
        }
    }

    @Test
    void keepsTheFirstPasswordUntilItWasShown() {
        try (var data = DataFolder.open(folder)) {
            var password = data.firstPassword();

            assertThat(password).hasSize(18);
            assertThat(data.firstPassword()).isEqualTo(password);
            assertThat(data.wasReady()).isFalse();
            data.becameReady();
            assertThat(data.wasReady()).isTrue();
            assertThat(folder.resolve("first-password")).doesNotExist();
        }
    }

    @Test
    void listensOnTheSamePortsAtEveryStart() {
        var preferred = Ports.free();
        var chosen = remember(preferred);

        assertThat(chosen).isEqualTo(preferred);
        assertThat(new PortBook(book()).choose("cdc", 1, said::add)).isEqualTo(preferred);
        assertThat(said).isEmpty();
    }

    @Test
    void movesAndSaysSoWhenAPortHasBeenTaken() throws IOException {
        var port = remember(Ports.free());
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var other = new PortBook(book()).choose("cdc", 1, said::add);

            assertThat(other).isGreaterThan(taken.getLocalPort());
            assertThat(said)
                    .containsExactly(
                            "Port %d is taken, cdc now listens on %d.".formatted(port, other));
        }
    }

    @Test
    void givesNoTwoProcessesTheSamePort() {
        var ports = new PortBook(book());
        var preferred = Ports.free();

        assertThat(ports.choose("cdc", preferred, said::add))
                .isNotEqualTo(ports.choose("PostgreSQL", preferred, said::add));
    }

    @Test
    void leavesThePortThatItsUserChose() {
        var port = remember(Ports.free());
        var ports = new PortBook(book());

        ports.take("api", port);
        var other = ports.choose("cdc", 1, said::add);

        assertThat(other).isGreaterThan(port);
        assertThat(said)
                .containsExactly("Port %d is taken, cdc now listens on %d.".formatted(port, other));
    }

    private int remember(int preferred) {
        var ports = new PortBook(book());
        var port = ports.choose("cdc", preferred, said::add);
        ports.save();
        return port;
    }

    private Path book() {
        return folder.resolve("ports");
    }
}
