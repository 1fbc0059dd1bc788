package dev.tailback.lab.demo;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.scenario.Check;
import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.FaultStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is shown.
 *
 * @param say what the presenter tells the room
 * @param steps what is done to the shop first
 * @param after how long what was done takes to have its effect
 * @param lasts for how long it is measured then
 * @param audit what is expected of the audit, for which shoppers are sent home
 * @param traced an order that ended like that is drawn as a trace, and not held if there is none
 * @param look commands that show more
 */
record Scene(
        String name,
        String say,
        List<FaultStep> steps,
        Duration after,
        Duration lasts,
        List<Check> checks,
        Optional<Expectation.AuditIsClean> audit,
        Optional<Fact> traced,
        List<String> look) {
    Scene {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        look = List.copyOf(look);
    }

    boolean provesSomething() {
        return !checks.isEmpty() || audit.isPresent() || traced.isPresent();
    }
}
