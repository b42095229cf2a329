package headwater.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.engines.PidFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class SupervisorTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void startsAProcessAgainThatWasKilled() throws Exception {
        try (var supervisor = new Supervisor(said::add)) {
            var first = supervisor.start(shell("exec sleep 1000")).process();
            first.destroyForcibly().waitFor();

            assertThat(said.take()).isEqualTo("fake ended with code 137 and is started again.");
            var second = awaitOther(first.pid());
            assertThat(second.isAlive()).isTrue();
            assertThat(supervisor.trouble()).isNull();
        }
    }

    @Test
    void givesUpOnAProcessThatCannotLive() throws Exception {
        try (var supervisor = new Supervisor(said::add)) {
            supervisor.start(shell("echo started; exit 3"));

            assertThat(supervisor.awaitTrouble())
                    .isEqualTo(
                            "fake died 5 times within 30 seconds of its start: %s says why.",
                            log());
            assertThat(said).hasSize(4);
            assertThat(log()).hasContent("started\n".repeat(5));
        }
    }

    @Test
    void givesUpAtOnceOnAProcessThatRefusesItsSettings() throws Exception {
        try (var supervisor = new Supervisor(said::add)) {
            supervisor.start(
                    shell(
                            "printf 'Description:\\n\\nold\\n\\nDescription:\\n\\nX is 3.\\n\\nMore\\n'; exit 78"));

            assertThat(supervisor.awaitTrouble()).isEqualTo("X is 3.");
            assertThat(said).isEmpty();
        }
    }

    @Test
    void stopsEverythingWhenItIsClosed() {
        var supervisor = new Supervisor(said::add);
        var one = supervisor.start(shell("exec sleep 1000")).process();
        var other = supervisor.start(shell("exec sleep 1000")).process();

        supervisor.close();

        assertThat(List.of(one, other)).noneMatch(Process::isAlive);
        assertThat(said).isEmpty();
        assertThat(supervisor.trouble()).isNull();
    }

    @Test
    void stopsAProcessThatIsAboutToBeStartedAgain() throws Exception {
        var supervisor = new Supervisor(said::add);
        var first = supervisor.start(shell("exec sleep 1000")).process();
        first.destroyForcibly().waitFor();
        said.take();

        supervisor.close();

        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }

    private CommandService shell(String script) {
        return new CommandService(
                "fake",
                List.of("sh", "-c", script),
                Map.of(),
                log(),
                new PidFile("fake", folder.resolve("fake.pid"), folder));
    }

    private Path log() {
        return folder.resolve("fake.log");
    }

    private ProcessHandle awaitOther(long pid) throws IOException, InterruptedException {
        while (true) {
            var now = Files.readString(folder.resolve("fake.pid"));
            if (!now.isEmpty() && Long.parseLong(now) != pid) {
                return ProcessHandle.of(Long.parseLong(now)).orElseThrow();
            }
            Thread.sleep(10);
        }
    }
}
