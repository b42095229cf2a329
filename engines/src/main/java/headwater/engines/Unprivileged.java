package headwater.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs, which refuse to run as root, for whoever we are.
 *
 * <p>As root: in a user namespace of its own where the system allows one, else as the system's
 * nobody, who keeps root's right to pass through folders.
 */
enum Unprivileged {
    AS_WE_ARE(List.of()),
    IN_NAMESPACE(List.of("unshare", "--user")),
    AS_NOBODY(
            List.of(
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    // Without it access(2) forgets the capabilities that follow.
                    "--securebits=+no_setuid_fixup",
                    "--inh-caps=+dac_override,+dac_read_search",
                    "--ambient-caps=+dac_override,+dac_read_search"));

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The first way that works here. */
    static Unprivileged choose() {
        try {
            if (!Integer.valueOf(ROOT)
                    .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return AS_WE_ARE;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return AS_WE_ARE;
        }
        if (IN_NAMESPACE.works()) {
            return IN_NAMESPACE;
        }
        if (AS_NOBODY.works()) {
            return AS_NOBODY;
        }
        throw new EngineFailed(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv can leave it here: start as another user.");
    }

    /** The command that runs this one. */
    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes the folder and all in it belong to whom PostgreSQL will be, as it demands. */
    void own(Path folder) {
        if (this == AS_WE_ARE) {
            return;
        }
        var owner = this == AS_NOBODY ? NOBODY : ROOT;
        try {
            if (Integer.valueOf(owner).equals(Files.getAttribute(folder, "unix:uid"))) {
                return;
            }
            try (var files = Files.walk(folder)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new EngineFailed("The owner of %s cannot be changed.".formatted(folder), e);
        }
    }

    private boolean works() {
        try {
            var process =
                    new ProcessBuilder(command(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
