package headwater.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * A real company through the front door gives the published answers, also when the plug is pulled
 * meanwhile.
 */
class MavenImportIT {

    @Test
    void theImportedCompanyGivesThePublishedAnswersWhateverDiesMeanwhile(@TempDir Path folder)
            throws Exception {
        MavenCompany.assumePresent();
        try (var system = RunningSystem.start(folder.resolve("data"))) {
            Process running = system.startImport(MavenCompany.mapping(), MavenCompany.folder());
            for (String process : new String[] {"api", "cdc", "clickhouse", "postgres"}) {
                // Not a wait for anything: the plug is pulled at moments nobody chose.
                Thread.sleep(6_000);
                system.kill(process);
            }
            running.waitFor();
            assertThat(system.importFolder(MavenCompany.mapping(), MavenCompany.folder()))
                    .as("exit code of running the import again")
                    .isZero();

            GraphQl admin = system.admin();
            // What was written last must be in before the figures are asked for.
            String token =
                    admin.ask(
                                    "mutation { createAccount(input: { name: \"Last\" }) { consistencyToken } }",
                                    java.util.Map.of())
                            .at("/createAccount/consistencyToken")
                            .asString();
            admin.ask(
                    "query($after: String) { analytics { metric(name: \"wonCount\", period: { from: \"2017-01-01\", to: \"2018-01-01\" }, after: $after) { rows { value } } } }",
                    java.util.Map.of("after", token));
            MavenCompany.assertPublishedFigures(admin);
        }
    }
}
