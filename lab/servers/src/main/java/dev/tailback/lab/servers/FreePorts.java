package dev.tailback.lab.servers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface that nobody listens on, for tests and training. */
public final class FreePorts {

    // Below the ranges from which Linux (32768) and macOS (49152) take the local ports of outgoing connections:
    // a port found there could be gone before its server starts.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 20_000;

    private FreePorts() {}

    /** Distinct ones, at random so that two who look at the same time hardly find the same. */
    public static List<Integer> find(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("count is " + count + ", allowed are 1 to " + MOST);
        }
        Collection<Integer> found = new TreeSet<>();
        for (int attempt = 0; found.size() < count; attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Found only " + found.size() + " of " + count + " free ports between "
                        + LOWEST + " and " + HIGHEST);
            }
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (BindException failure) {
            return false;
        } catch (IOException failure) {
            throw new IllegalStateException("Could not try port " + port, failure);
        }
    }
}
