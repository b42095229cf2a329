package headwater.standalone;

import java.nio.file.Path;

/**
 * One process that the supervisor keeps running.
 *
 * @param <R> what is known of it once it runs
 */
interface Service<R extends Service.Running> {
    /** As it is called in messages. */
    String name();

    /** Where it says why it died. */
    Path log();

    /** Starts the process; returns when it has been started, for an engine when it answers. */
    R start();

    /** A started process. */
    interface Running extends AutoCloseable {
        Process process();

        /** Stops the process in good order and returns when it is gone. */
        @Override
        void close();
    }
}
