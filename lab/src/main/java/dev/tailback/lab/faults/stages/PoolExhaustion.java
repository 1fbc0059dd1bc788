package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.terminal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Connections that are borrowed and not given back, as by code that leaks them. */
public final class PoolExhaustion implements Fault {
    private static final String CONNECTIONS = "connections";
    private static final String POOL = "/admin/pool";

    private final Stages stages;
    private final DemoSwitches switches;

    public PoolExhaustion(Stages stages) {
        this.stages = stages;
        this.switches = new DemoSwitches(stages);
    }

    @Override
    public Manual manual() {
        return new Manual(
                "pool-exhaustion",
                "Holds connections of a stage's pool: a number, or a share of its maximum.",
                Stages.parameter(),
                new Parameter(
                        CONNECTIONS,
                        "95%",
                        "a whole number from 1 to 300, or 1% to 100%",
                        value -> value.matches("[1-9]\\d?|[12]\\d\\d|300|[1-9]\\d?%|100%")));
    }

    @Override
    public List<String> targets(Arguments with) {
        return Stages.named(with);
    }

    /** Nothing is to be known, but of a stage that answers nobody nothing is to be undone either. */
    @Override
    public Map<String, String> before(String stage) {
        stages.demandAnswers(stage);
        return Map.of();
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        int maximum = stages.get(strike.target(), POOL).path("maximum").asInt();
        int wanted = wanted(strike, maximum);
        if (wanted > maximum) {
            throw new Refusal("%s=%d is not allowed: the pool of %s has at most %d"
                    .formatted(CONNECTIONS, wanted, strike.target(), maximum));
        }
        switches.hold(strike.target(), wanted);
    }

    @Override
    public List<Strike> found() throws InterruptedException {
        List<Strike> found = new ArrayList<>();
        for (String stage : stages.answering()) {
            int held = switches.held(stage);
            if (held > 0) {
                found.add(new Strike(stage, new Arguments(Map.of(CONNECTIONS, Integer.toString(held))), Map.of()));
            }
        }
        return found;
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        JsonNode pool = stages.get(strike.target(), POOL);
        int maximum = pool.path("maximum").asInt();
        int active = pool.path("pool_stats").path("active_connections").asInt();
        int held = switches.held(strike.target());
        int wanted = wanted(strike, maximum);
        return new Sight(
                held == wanted && active >= wanted,
                "%d connections held, %d of %d in use".formatted(held, active, maximum));
    }

    private static int wanted(Strike strike, int maximum) {
        String connections = strike.with().text(CONNECTIONS);
        return connections.endsWith("%")
                ? Math.max(1, maximum * Integer.parseInt(connections.substring(0, connections.length() - 1)) / 100)
                : Integer.parseInt(connections);
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        switches.release(strike.target());
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return switches.held(strike.target()) == 0;
    }
}
