package headwater.crm.duplicate;

import headwater.crm.permission.SystemAccess;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.Objects;
import java.util.stream.Stream;

/** Lets those who write one key follow each other, so that the second sees what the first wrote. */
@Repository
class KeyLocks {
    private static final long SPACE = 0x6475706cL;

    private final DSLContext db;

    KeyLocks(DSLContext db) {
        this.db = db;
    }

    /**
     * Until the transaction ends. Also says how alike names must be, which the index takes from the
     * session. One statement.
     */
    @SystemAccess("a key belongs to nobody")
    void take(DuplicateKeys keys) {
        String[] locked =
                Stream.of(named("uscc", keys.uscc()), named("name", keys.name()))
                        .filter(Objects::nonNull)
                        .toArray(String[]::new);
        db.fetch(
                """
                select set_config('pg_trgm.similarity_threshold', ?, true), taken.*
                from (
                  select pg_advisory_xact_lock(number)
                  from (
                    select hashtextextended(key, ?) as number from unnest(?::text[]) as given (key) order by 1
                  ) as ordered
                ) as taken
                """,
                String.valueOf(Duplicates.ALIKE),
                SPACE,
                locked);
    }

    private static @Nullable String named(String kind, @Nullable String key) {
        return key == null ? null : kind + ':' + key;
    }
}
