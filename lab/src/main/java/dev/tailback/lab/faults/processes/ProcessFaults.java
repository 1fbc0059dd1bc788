package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.processes.Hands;
import java.util.List;

/** What whoever runs the processes can do to them, in the order in which people are told of it. */
public final class ProcessFaults {
    private ProcessFaults() {}

    public static List<Fault> by(Hands hands, ShopServer server) {
        return List.of(
                new StalledOutbox(hands, server),
                EndedPart.killed(hands),
                EndedPart.stopped(hands),
                new PausedPart(hands));
    }
}
