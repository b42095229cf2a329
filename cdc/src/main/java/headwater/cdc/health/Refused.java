package headwater.cdc.health;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The stream cannot run until an operator mends something. The message says what; the stream looks
 * again from time to time.
 */
public class Refused extends RuntimeException implements ExitCodeGenerator {

    public Refused(String message) {
        super(message);
    }

    /** EX_CONFIG of sysexits.h: starting again is of no use before somebody mends something. */
    @Override
    public int getExitCode() {
        return 78;
    }
}
