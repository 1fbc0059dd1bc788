package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.machine.LoopbackPort;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
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
                            + "mvn package, or remove target/built and call the script again");
                }
            });
            ports.openedBy(part).forEach(LoopbackPort::demandFree);
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
}
