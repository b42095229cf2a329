package headwater.cdc.health;

/**
 * PostgreSQL no longer holds every change the warehouse lacks. The stream stays stopped: going on
 * would hide a hole.
 */
public final class Gap extends RuntimeException {

    public Gap(String reason) {
        super(reason);
    }
}
