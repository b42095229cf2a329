package headwater.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
public final class Ports {
    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EngineFailed("No free port could be found on 127.0.0.1.", e);
        }
    }

    /** Whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a port in TIME_WAIT is not taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The port itself, a free one for 0; refuses one that is taken. */
    static int choose(String engine, int port) {
        if (port == 0) {
            return free();
        }
        if (!isFree(port)) {
            throw new EngineFailed(
                    "Port %d of 127.0.0.1, meant for %s, is taken by another program."
                            .formatted(port, engine));
        }
        return port;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }
}
