package headwater.crm.setup;

/**
 * Settings that nothing can start with; the message names each with its value and what would be
 * right.
 */
public class WrongSettings extends RuntimeException {
    WrongSettings(String message) {
        super(message);
    }
}
