package headwater.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import headwater.importer.CannotRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Path;

class CommandLineTests {
    @Test
    void takesOptionsInAnyOrder(@TempDir Path folder) {
        var line =
                CommandLine.parse(
                        folder.toString(),
                        "--mapping",
                        "m.yaml",
                        "--login",
                        "admin",
                        "--url",
                        "https://crm.example/");

        assertThat(line)
                .isEqualTo(
                        new CommandLine(
                                URI.create("https://crm.example/graphql"),
                                "admin",
                                Path.of("m.yaml"),
                                folder));
    }

    @Test
    void takesTheAddressOfGraphqlItself(@TempDir Path folder) {
        var line =
                CommandLine.parse(
                        "--url",
                        "http://localhost:8080/graphql",
                        "--login",
                        "admin",
                        "--mapping",
                        "m",
                        folder.toString());

        assertThat(line.endpoint()).hasToString("http://localhost:8080/graphql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "--url http://h --login a --mapping m ! the folder with the files is missing",
                "--login a --mapping m . ! --url is missing",
                "--url http://h --mapping m . ! --login is missing",
                "--url http://h --login a . ! --mapping is missing",
                "--url ! --url needs a value",
                "--fast ! --fast is not an option",
                "one two ! there is one folder too many, two",
                "--url localhost:8080 --login a --mapping m . ! --url localhost:8080 is not a URL"
                        + " such as http://127.0.0.1:8080",
            })
    void namesTheArgumentThatIsWrong(String line, String what) {
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> CommandLine.parse(line.split(" ")))
                .withMessage(
                        "Wrong arguments: "
                                + what
                                + "; try crm import --url URL --login NAME --mapping FILE DIR");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(
                        () ->
                                CommandLine.parse(
                                        "--url",
                                        "http://h",
                                        "--login",
                                        "a",
                                        "--mapping",
                                        "m",
                                        "nowhere"))
                .withMessage("There is no folder nowhere.");
    }
}
