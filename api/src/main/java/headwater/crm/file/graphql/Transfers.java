package headwater.crm.file.graphql;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Files that are on their way at this moment; each is held in memory, so there are only so many.
 */
@Component
class Transfers {
    static final int AT_ONCE = 8;

    private final Semaphore free = new Semaphore(AT_ONCE);

    /** As many files as may be are on their way. */
    static final class Busy extends RuntimeException {
        Busy() {
            super(
                    "%d files are on their way at this moment; try again in a few seconds."
                            .formatted(AT_ONCE));
        }
    }

    /** What a transfer does. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * @throws Busy at once, if there are too many
     */
    <T> T of(Work<T> work) throws IOException {
        if (!free.tryAcquire()) {
            throw new Busy();
        }
        try {
            return work.run();
        } finally {
            free.release();
        }
    }
}
