package headwater.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How api and cdc say that their settings or servers are not what they need: an exit code, and a
 * sentence that Spring Boot prints under a heading.
 */
final class Refusal {
    /** EX_CONFIG of sysexits.h. */
    static final int EXIT_CODE = 78;

    private static final String HEADING = "\nDescription:\n\n";

    private Refusal() {}

    /** The last refusal in a log, or where to look for it. */
    static String in(Path log) {
        try {
            var text = Files.readString(log);
            var heading = text.lastIndexOf(HEADING);
            if (heading >= 0) {
                var sentence = text.substring(heading + HEADING.length()).split("\n\n", 2)[0];
                return sentence.strip();
            }
        } catch (IOException e) {
            // The reader is sent to the log, and will see for himself.
        }
        return "A process refused to start: %s says why.".formatted(log);
    }
}
