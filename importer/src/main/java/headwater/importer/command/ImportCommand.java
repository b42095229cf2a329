package headwater.importer.command;

import headwater.importer.CannotRun;
import headwater.importer.mapping.ImportStep;
import headwater.importer.mapping.Mapping;
import headwater.importer.server.Server;
import headwater.importer.table.Table;

import java.io.Console;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one import. Exit codes: 0 all rows are in, 1 some were refused, 2 it could not run or not go
 * on.
 */
final class ImportCommand {
    static final int ALL_IN = 0;
    static final int SOME_REFUSED = 1;
    static final int COULD_NOT_RUN = 2;

    private final Surroundings around;

    ImportCommand(Surroundings around) {
        this.around = around;
    }

    int run(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            around.out().print(CommandLine.USAGE);
            return ALL_IN;
        }
        try {
            return run(CommandLine.parse(arguments));
        } catch (CannotRun e) {
            around.err().println(e.getMessage());
        } catch (UncheckedIOException e) {
            around.err().println("A file cannot be read or written: " + e.getMessage());
        } catch (RuntimeException e) {
            around.err().println("This is a mistake of the program, please report it:");
            e.printStackTrace(around.err());
        }
        return COULD_NOT_RUN;
    }

    /** Everything that can be found wrong without the server is, before it is asked. */
    private int run(CommandLine line) {
        Mapping mapping = Mapping.read(line.mapping());
        List<Table> tables =
                mapping.steps().stream().map(step -> step.table(line.folder())).toList();
        Progress progress = Progress.on(around);
        Server server =
                Server.signIn(
                        line.endpoint(),
                        line.login(),
                        password(line.login()),
                        around.patience(),
                        progress::notice);
        ZoneId zone = mapping.zone() == null ? server.companyZone() : mapping.zone();
        Tally tally = new Tally();
        try (RefusedRows refused = new RefusedRows(line.folder(), around.folder(), tables)) {
            for (int i = 0; i < tables.size(); i++) {
                ImportStep step = mapping.steps().get(i);
                new StepRun(step, tables.get(i), zone, server, refused, tally, progress).run();
            }
            tally.print(around.out());
            refused.print(around.out());
        }
        return tally.anyRefused() ? SOME_REFUSED : ALL_IN;
    }

    private String password(String login) {
        String password = around.environment().get("CRM_PASSWORD");
        if (password != null && !password.isEmpty()) {
            return password;
        }
        Console console = around.console();
        if (console == null) {
            throw new CannotRun(
                    "There is no terminal to ask for a password; set CRM_PASSWORD to that of "
                            + login
                            + ".");
        }
        char[] typed = console.readPassword("Password of %s: ", login);
        if (typed == null || typed.length == 0) {
            throw new CannotRun("No password was given.");
        }
        String text = String.valueOf(typed);
        Arrays.fill(typed, ' ');
        return text;
    }
}
