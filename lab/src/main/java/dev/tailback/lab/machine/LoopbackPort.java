package dev.tailback.lab.machine;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1, before somebody listens there. */
public final class LoopbackPort {
    private LoopbackPort() {}

    public static void demandFree(int port, String wantedBy) {
        if (isTaken(port)) {
            String holder = PortHolder.of(port).map(who -> " by " + who).orElse("");
            throw new Refusal("port %d, which %s needs, is in use%s; end that, or choose other ports with --port-base N"
                    .formatted(port, wantedBy, holder));
        }
    }

    /** The servers set SO_REUSEADDR too, so a connection that lingers from the last run is no obstacle. */
    public static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
