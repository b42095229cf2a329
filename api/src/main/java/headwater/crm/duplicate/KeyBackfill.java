package headwater.crm.duplicate;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * Makes the keys of records that were there before keys were, or before their rules changed. Small
 * transactions: a row is locked for milliseconds, and several processes that start at once share
 * the work. Until it is done the process does not say that it is ready.
 */
@Component
@Order(3)
class KeyBackfill implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(KeyBackfill.class);
    private static final Viewer FILLING = Viewer.system(Door.SYSTEM, "duplicate keys");
    private static final int ROWS_AT_ONCE = 500;

    private final List<DuplicateSource> sources;
    private final Transactions transactions;

    KeyBackfill(List<DuplicateSource> sources, Transactions transactions) {
        this.sources = sources;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        sources.forEach(this::fill);
    }

    private void fill(DuplicateSource source) {
        int filled = 0;
        int last;
        do {
            last = transactions.write(FILLING, () -> source.fill(ROWS_AT_ONCE));
            filled += last;
        } while (last > 0);
        if (filled > 0) {
            LOG.info("Made the duplicate keys of {} records of {}", filled, source.type());
        }
    }
}
