package dev.tailback.lab.faults.scenario;

import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Route;
import java.util.List;

/** The database scenario over HTTP. */
public final class ScenarioRoutes {
    private final DatabaseScenario scenario;

    public ScenarioRoutes(DatabaseScenario scenario) {
        this.scenario = scenario;
    }

    public List<Route> routes() {
        return List.of(Route.post("/api/demo/trigger-database-scenario", asked -> {
            asked.body(Nothing.class);
            return Reply.json(scenario.run());
        }));
    }

    /** What may be asked for beside the scenario itself. */
    record Nothing() {}
}
