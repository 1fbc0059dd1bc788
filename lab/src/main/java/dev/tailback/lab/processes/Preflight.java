package dev.tailback.lab.processes;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Collection;

/** What would make a start fail, found before anything is started. */
public final class Preflight {
    private static final long NEEDED_MEGABYTES = 500;

    private final Installation installation;
    private final Home home;
    private final Ports ports;

    Preflight(Installation installation, Home home, Ports ports) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
    }

    void check(Collection<Part> parts) {
        checkDisk(home);
        for (Part part : parts) {
            installation.jar(part).ifPresent(jar -> {
                if (!Files.isRegularFile(jar)) {
                    throw new Refusal(jar + ", which " + part.id() + " runs from, is missing: build it with "
                            + "mvn package, or remove target/built and call ./tailback again");
                }
            });
            ports.openedBy(part).forEach(Preflight::checkPort);
        }
    }

    public static void checkDisk(Home home) {
        try {
            long usable = Files.getFileStore(home.path()).getUsableSpace() >> 20;
            if (usable < NEEDED_MEGABYTES) {
                throw new Refusal(
                        ("the disk is full: %s has %d MB left and the lab needs %d MB; make room, or put its state"
                                        + " elsewhere with --home DIR")
                                .formatted(home.path(), usable, NEEDED_MEGABYTES));
            }
        } catch (IOException unreadable) {
            throw new Refusal("cannot tell how much room " + home.path() + " has: " + unreadable, unreadable);
        }
    }

    public static void checkPort(int port, String wantedBy) {
        if (isTaken(port)) {
            String holder = PortHolder.of(port).map(who -> " by " + who).orElse("");
            throw new Refusal("port %d, which %s needs, is in use%s; end that, or choose other ports with --port-base N"
                    .formatted(port, wantedBy, holder));
        }
    }

    /** The servers set SO_REUSEADDR too, so a connection that lingers from the last run is no obstacle. */
    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
