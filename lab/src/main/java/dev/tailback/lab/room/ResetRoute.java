package dev.tailback.lab.room;

import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Undoes everything: ends what the page began, then clears all faults. What cannot be ended keeps nothing from being cleared. */
public final class ResetRoute {
    /** Ends something of its own; nothing when it does not run. */
    @FunctionalInterface
    public interface Ending {
        void end() throws IOException, InterruptedException;
    }

    private final Faults faults;
    private final List<Ending> endings;

    public ResetRoute(Faults faults, List<Ending> endings) {
        this.faults = faults;
        this.endings = List.copyOf(endings);
    }

    record Undone(List<String> cleared, List<String> left) {
        Undone {
            cleared = List.copyOf(cleared);
            left = List.copyOf(left);
        }
    }

    public Route route() {
        return Route.post("/api/room/reset", asked -> Reply.json(reset()));
    }

    private Undone reset() throws IOException, InterruptedException {
        List<String> standing = faults.noted().stream().map(Object::toString).toList();
        List<String> left = new ArrayList<>();
        for (Ending ending : endings) {
            try {
                ending.end();
            } catch (IOException | Refusal unended) {
                left.add(String.valueOf(unended.getMessage()));
            }
        }
        List<String> cleared = faults.clear(null);
        return new Undone(cleared.isEmpty() ? standing : cleared, left);
    }
}
