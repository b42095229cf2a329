package headwater.standalone;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * What was typed after {@code crm up}.
 *
 * @param data null for the default
 * @param port null for the default
 */
record UpArguments(Path home, @Nullable Path data, @Nullable String port, boolean demo) {
    private static final String USAGE = "crm up takes --data DIR, --port N and --demo";

    /** Refuses what it does not know. */
    static UpArguments parse(List<String> arguments) {
        var home = Path.of("");
        Path data = null;
        String port = null;
        var demo = false;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            switch (argument) {
                case "--demo" -> demo = true;
                case "--home", "--data", "--port" -> {
                    if (!rest.hasNext()) {
                        throw new UpFailed("%s needs a value; %s.".formatted(argument, USAGE));
                    }
                    var value = rest.next();
                    switch (argument) {
                        case "--home" -> home = Path.of(value);
                        case "--data" -> data = Path.of(value);
                        default -> port = value;
                    }
                }
                default ->
                        throw new UpFailed("\"%s\" is not known; %s.".formatted(argument, USAGE));
            }
        }
        return new UpArguments(home.toAbsolutePath().normalize(), data, port, demo);
    }
}
