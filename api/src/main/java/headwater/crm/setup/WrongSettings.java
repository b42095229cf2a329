package headwater.crm.setup;

import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import java.util.stream.Collectors;

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

    /** A password that the rules for passwords refuse. */
    static WrongSettings password(String variable, Refused refused) {
        return new WrongSettings(
                "%s cannot be a password here: %s"
                        .formatted(
                                variable,
                                refused.errors().stream()
                                        .map(UserError::message)
                                        .collect(Collectors.joining(" "))));
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
