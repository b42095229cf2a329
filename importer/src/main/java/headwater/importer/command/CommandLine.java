package headwater.importer.command;

import headwater.importer.CannotRun;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was typed.
 *
 * @param endpoint where GraphQL is spoken
 */
record CommandLine(URI endpoint, String login, Path mapping, Path folder) {
    static final String USAGE =
            """
            crm import --url URL --login NAME --mapping FILE DIR

              --url URL       the server, such as http://127.0.0.1:8080
              --login NAME    who imports; the password comes from CRM_PASSWORD or is asked for
              --mapping FILE  which column of which file becomes what
              DIR             the folder with the files
            """;

    private static final List<String> OPTIONS = List.of("--url", "--login", "--mapping");

    /**
     * @throws CannotRun naming the argument that is wrong
     */
    static CommandLine parse(String... arguments) {
        Map<String, String> options = new HashMap<>();
        String folder = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (OPTIONS.contains(argument)) {
                if (++i == arguments.length) {
                    throw wrong(argument + " needs a value");
                }
                options.put(argument, arguments[i]);
            } else if (argument.startsWith("-")) {
                throw wrong(argument + " is not an option");
            } else if (folder != null) {
                throw wrong("there is one folder too many, " + argument);
            } else {
                folder = argument;
            }
        }
        for (String option : OPTIONS) {
            if (options.getOrDefault(option, "").isBlank()) {
                throw wrong(option + " is missing");
            }
        }
        return new CommandLine(
                endpoint(options.getOrDefault("--url", "")),
                options.getOrDefault("--login", ""),
                path(options.getOrDefault("--mapping", "")),
                folder(folder));
    }

    private static Path folder(@Nullable String folder) {
        if (folder == null) {
            throw wrong("the folder with the files is missing");
        }
        if (!Files.isDirectory(path(folder))) {
            throw new CannotRun("There is no folder " + folder + ".");
        }
        return path(folder);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(text + " is not a path");
        }
    }

    private static URI endpoint(String url) {
        try {
            String trimmed = url.replaceAll("/+$", "");
            URI uri = URI.create(trimmed.endsWith("/graphql") ? trimmed : trimmed + "/graphql");
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && List.of("http", "https").contains(scheme)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what would be right.
        }
        throw wrong("--url " + url + " is not a URL such as http://127.0.0.1:8080");
    }

    private static CannotRun wrong(String what) {
        return new CannotRun(
                "Wrong arguments: %s; try %s".formatted(what, USAGE.lines().iterator().next()));
    }
}
