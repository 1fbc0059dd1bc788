package dev.tailback.lab.control;

import dev.tailback.lab.processes.Caretaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lab's processes: how they are, starting what is missing, ending all. */
public final class ProcessRoutes {
    private final Caretaker caretaker;
    private final Runnable shutdown;

    public ProcessRoutes(Caretaker caretaker, Runnable shutdown) {
        this.caretaker = caretaker;
        this.shutdown = shutdown;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health", asked -> health()),
                Route.get("/health/live", asked -> Reply.json(Map.of("status", "up"))),
                Route.get("/api/processes", Set.of("memory"), this::processes),
                Route.post("/api/processes/start-missing", asked -> startMissing()),
                Route.post("/api/shutdown", asked -> endLab()));
    }

    private Reply health() {
        if (caretaker.isReady()) {
            return Reply.json(Map.of("status", "up"));
        }
        String reason =
                "not ready: " + String.join(", ", caretaker.status(false).notUp());
        return Reply.json(503, Map.of("status", "starting", "reason", reason));
    }

    private Reply processes(Request asked) {
        boolean withMemory = !asked.query("memory").equals(Optional.of("false"));
        return Reply.json(caretaker.status(withMemory));
    }

    private Reply startMissing() throws InterruptedException {
        return Reply.json(new Started(caretaker.startMissing()));
    }

    private Reply endLab() {
        return Reply.json(202, Map.of("status", "ending")).then(shutdown);
    }
}
