package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Every query of a stage takes so much longer, inside PostgreSQL and on its connection. */
public final class SlowQueries implements Fault {
    private static final String DELAY = "delay";

    private final Stages stages;
    private final DemoSwitches switches;

    public SlowQueries(Stages stages) {
        this.stages = stages;
        this.switches = new DemoSwitches(stages);
    }

    @Override
    public Manual manual() {
        return new Manual(
                "slow-queries",
                "Delays every query of a stage inside PostgreSQL.",
                Stages.parameter(),
                Parameter.duration(DELAY, "2900ms", Duration.ofMillis(1), Duration.ofSeconds(30)));
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
        long wanted = strike.with().duration(DELAY).toMillis();
        switches.delay(strike.target(), wanted);
        JsonNode query = stages.post(strike.target(), "/demo/queries", Map.of("count", 1))
                .path("queries")
                .path(0);
        if (query.path("query_ms").asDouble() < wanted) {
            throw new Refusal("a query of %s that should take %d ms took %s".formatted(strike.target(), wanted, query));
        }
    }

    @Override
    public List<Strike> found() throws InterruptedException {
        List<Strike> found = new ArrayList<>();
        for (String stage : stages.answering()) {
            long millis = switches.delayMillis(stage);
            if (millis > 0) {
                found.add(new Strike(stage, new Arguments(Map.of(DELAY, millis + "ms")), Map.of()));
            }
        }
        return found;
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        long millis = switches.delayMillis(strike.target());
        return new Sight(
                millis == strike.with().duration(DELAY).toMillis(),
                millis == 0 ? "queries are not delayed" : "queries are delayed by " + millis + " ms");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        switches.endDelay(strike.target());
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return switches.delayMillis(strike.target()) == 0;
    }
}
