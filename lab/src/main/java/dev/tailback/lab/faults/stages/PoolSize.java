package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A deployment with a wrong number in it: the connection pool is small and patient. */
public final class PoolSize implements Fault {
    private static final String PATH = "/admin/pool";
    public static final String MAX = "max";
    public static final String TIMEOUT = "timeout";
    private static final String MAXIMUM = "maximum";
    private static final String MINIMUM_IDLE = "minimum_idle";
    private static final String TIMEOUT_MS = "connection_timeout_ms";
    private static final int USUAL_MINIMUM_IDLE = 5;

    public static final Manual MANUAL = new Manual(
            "pool",
            "Gives a stage a connection pool of the wrong size.",
            Stages.parameter(),
            Parameter.whole(MAX, "20", 1, 300),
            Parameter.duration(TIMEOUT, "5s", Duration.ofMillis(250), Duration.ofSeconds(60)));

    private final Stages stages;

    public PoolSize(Stages stages) {
        this.stages = stages;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        return Stages.named(with);
    }

    @Override
    public Map<String, String> before(String stage) throws InterruptedException {
        return numbers(stages.get(stage, PATH));
    }

    @Override
    public List<Strike> found() throws InterruptedException {
        return stages.changed(Stages.NAMES, PATH, PoolSize::numbers).stream()
                .map(changed -> new Strike(changed.stage(), with(changed.now()), changed.configured()))
                .toList();
    }

    private static Arguments with(Map<String, String> now) {
        String timeout = WrittenDuration.text(Duration.ofMillis(Long.parseLong(now.get(TIMEOUT_MS))));
        return new Arguments(Map.of(MAX, now.get(MAXIMUM), TIMEOUT, timeout));
    }

    private static Map<String, String> numbers(JsonNode pool) {
        return Map.of(
                MAXIMUM, pool.path(MAXIMUM).asString(),
                MINIMUM_IDLE, pool.path(MINIMUM_IDLE).asString(),
                TIMEOUT_MS, pool.path(TIMEOUT_MS).asString());
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        int max = strike.with().whole(MAX);
        stages.patch(
                strike.target(),
                PATH,
                Map.of(
                        MAXIMUM, max,
                        MINIMUM_IDLE, Math.min(max, USUAL_MINIMUM_IDLE),
                        TIMEOUT_MS, strike.with().duration(TIMEOUT).toMillis()));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        JsonNode pool = stages.get(strike.target(), PATH);
        int total = pool.path("pool_stats").path("total_connections").asInt();
        int maximum = pool.path(MAXIMUM).asInt();
        long timeout = pool.path(TIMEOUT_MS).asLong();
        return new Sight(
                maximum == strike.with().whole(MAX)
                        && total <= maximum
                        && timeout == strike.with().duration(TIMEOUT).toMillis(),
                "%d connections of at most %d, each waited for %s at most"
                        .formatted(total, maximum, WrittenDuration.text(Duration.ofMillis(timeout))));
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        stages.patch(
                strike.target(),
                PATH,
                Map.of(
                        MAXIMUM, Long.parseLong(strike.before(MAXIMUM)),
                        MINIMUM_IDLE, Long.parseLong(strike.before(MINIMUM_IDLE)),
                        TIMEOUT_MS, Long.parseLong(strike.before(TIMEOUT_MS))));
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return before(strike.target()).equals(strike.before());
    }
}
