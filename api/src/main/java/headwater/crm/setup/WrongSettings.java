package headwater.crm.setup;

/**
 * Settings that nothing can start with; the message names each with its value and what would be
 * right.
 */
public class WrongSettings extends RuntimeException {
    /** EX_CONFIG of sysexits.h: starting again is of no use before somebody mends the settings. */
    private static final int EX_CONFIG = 78;

    WrongSettings(String message) {
        super(message);
    }

    /** A server that does not answer may do so at the next start. */
    static final class Unreachable extends WrongSettings {
        Unreachable(String message) {
            super(message);
        }
    }

    /** With what the process ends that could not start for this reason. */
    public static int exitCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSettings && !(cause instanceof Unreachable)) {
                return EX_CONFIG;
            }
        }
        return 1;
    }
}
