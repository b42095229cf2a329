package headwater.analytics;

/**
 * An asker's own write, which the answer must contain.
 *
 * @param lsn the write's position in PostgreSQL's log, after its commit
 * @param nudge called once, on the asking thread, if the warehouse is not there yet after a few
 *     polls: makes an idle stream move, for instance by a heartbeat
 */
public record AfterWrite(long lsn, Runnable nudge) {}
