package headwater.crm.persistence;

import headwater.crm.permission.SystemAccess;
import headwater.crm.shared.BadInput;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.util.Locale;

/**
 * PostgreSQL's log positions: what a client waits for when it wants to read its own write in
 * analytics.
 */
@Repository
public class WritePosition {
    private final DSLContext db;

    WritePosition(DSLContext db) {
        this.db = db;
    }

    /** A position at or after every commit that has returned, such as {@code 0/1A2B3C}. */
    @SystemAccess("a position tells nothing about any row")
    public String current() {
        return db.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class);
    }

    /**
     * Lets the stream pass a position at which nothing else is written, on an otherwise idle
     * server.
     */
    @SystemAccess("writes a message without content")
    public void nudge() {
        db.fetch("select pg_logical_emit_message(false, 'crm-cdc-hb', '', true)");
    }

    /**
     * @throws BadInput if the text is no position
     */
    public static long parse(String token) {
        String[] halves = token.toUpperCase(Locale.ROOT).split("/", -1);
        if (halves.length == 2
                && halves[0].matches("[0-9A-F]{1,8}")
                && halves[1].matches("[0-9A-F]{1,8}")) {
            return Long.parseLong(halves[0], 16) << 32 | Long.parseLong(halves[1], 16);
        }
        throw new BadInput(
                "after: \"%s\" is not a consistencyToken; one looks like \"0/1A2B3C\"."
                        .formatted(token));
    }
}
