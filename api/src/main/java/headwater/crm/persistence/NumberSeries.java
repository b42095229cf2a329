package headwater.crm.persistence;

import static headwater.crm.db.internal.Tables.NUMBER_SERIES;

import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

import java.util.Objects;

/**
 * Numbers of documents, counted from 1 each year without a gap: whoever takes a number holds the
 * series until his transaction ends, and a number whose document is not made is given again.
 */
@Repository
public class NumberSeries {
    private static final int DIGITS = 6;

    private final DSLContext db;

    NumberSeries(DSLContext db) {
        this.db = db;
    }

    /** The next number, such as {@code Q-2026-000001}; to be called as late as can be. */
    public String next(Viewer viewer, String kind, int year) {
        int number =
                Objects.requireNonNull(
                        db.insertInto(NUMBER_SERIES)
                                .set(NUMBER_SERIES.KIND, kind)
                                .set(NUMBER_SERIES.YEAR, (short) year)
                                .set(NUMBER_SERIES.LAST, 1)
                                .onConflict(NUMBER_SERIES.KIND, NUMBER_SERIES.YEAR)
                                .doUpdate()
                                .set(NUMBER_SERIES.LAST, NUMBER_SERIES.LAST.plus(1))
                                .returningResult(NUMBER_SERIES.LAST)
                                .fetchSingle()
                                .value1());
        String digits = Integer.toString(number);
        return kind + "-" + year + "-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
