package headwater.engines.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The child process that is the ClickHouse server: arguments are the library, the configuration
 * file, the data folder and the path of a named pipe, made anew.
 *
 * <p>The server lives as long as the second statement of its session, which writes into the pipe
 * and waits for a reader. Somebody reads when standard input ends, because the parent closed it or
 * died, or on SIGTERM; then the server stops listening and leaves as after any finished session.
 */
public final class ClickHouseHost {
    /** clickhouse-local 26.7 runs its statements in order. */
    private static final String SESSION =
            """
            SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; \
            SELECT 1 INTO OUTFILE '%s' APPEND; \
            SYSTEM STOP LISTEN HTTP; SYSTEM STOP LISTEN TCP""";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OWNER_ONLY = 0600;

    private ClickHouseHost() {}

    /** Runs until standard input ends or SIGTERM arrives, or ClickHouse fails. */
    public static void main(String[] arguments) throws Throwable {
        var library = Path.of(arguments[0]);
        var pipe = Path.of(arguments[3]);
        makePipe(pipe);
        Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(pipe));
        var main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndJoin(pipe, main)));
        run(
                library,
                List.of(
                        "clickhouse",
                        "--config-file=" + arguments[1],
                        "--path=" + arguments[2],
                        "--query",
                        SESSION.formatted(pipe.toString().replace("'", "\\'"))));
        // Not exit: its hook would wait for this very thread, and ClickHouse has flushed already.
        Runtime.getRuntime().halt(0);
    }

    private static void makePipe(Path pipe) throws Throwable {
        Files.deleteIfExists(pipe);
        try (var arena = Arena.ofConfined()) {
            var mkfifo =
                    function(
                            Linker.nativeLinker().defaultLookup(),
                            "mkfifo",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
            if ((int) mkfifo.invoke(arena.allocateFrom(pipe.toString()), OWNER_ONLY) != 0) {
                throw new IOException("the named pipe " + pipe + " cannot be made");
            }
        }
    }

    private static void run(Path library, List<String> arguments) throws Throwable {
        var arena = Arena.global();
        @SuppressWarnings("restricted") // native access is what this class is for
        var chdb = SymbolLookup.libraryLookup(library, arena);
        var setSignalHandlers =
                function(
                        chdb,
                        "chdb_set_signal_handlers_enabled",
                        FunctionDescriptor.ofVoid(JAVA_INT));
        // Its handlers would replace the JVM's, which needs SIGSEGV for itself.
        setSignalHandlers.invoke(0);
        var queryCommandLine =
                function(
                        chdb,
                        "chdb_query_cmdline",
                        FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        var argv = arena.allocate(ADDRESS, arguments.size() + 1L);
        for (var i = 0; i < arguments.size(); i++) {
            argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
        }
        argv.setAtIndex(ADDRESS, arguments.size(), MemorySegment.NULL);
        // The result says nothing of failures; the library prints them to standard error.
        var unused = (MemorySegment) queryCommandLine.invoke(arguments.size(), argv);
    }

    private static void endWithParent(Path pipe) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A standard input that cannot be read has ended.
        }
        end(pipe);
    }

    private static void endAndJoin(Path pipe, Thread main) {
        Thread.ofPlatform().daemon().name("end").start(() -> end(pipe));
        try {
            main.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opening a named pipe waits for the other side: for a server that is still starting. */
    private static void end(Path pipe) {
        try (var reader = new FileInputStream(pipe.toFile())) {
            reader.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the session cannot be ended through " + pipe, e);
        }
    }

    @SuppressWarnings("restricted") // native access is what this class is for
    private static MethodHandle function(
            SymbolLookup lookup, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), descriptor);
    }
}
