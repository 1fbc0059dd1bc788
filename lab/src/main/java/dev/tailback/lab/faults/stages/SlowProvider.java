package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The payment provider takes its time for every answer. */
public final class SlowProvider implements Fault {
    public static final String DELAY = "delay";
    private static final String PATH = "/admin/slowness";
    private static final String DELAY_MS = "delay_ms";

    public static final Manual MANUAL = new Manual(
            "slow-provider",
            "Makes every answer of the payment provider come late.",
            Parameter.duration(DELAY, "4s", Duration.ofMillis(1), Duration.ofMinutes(5)));

    private final Stages stages;

    public SlowProvider(Stages stages) {
        this.stages = stages;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(Part.PAYMENTS.id());
    }

    /** Nothing is to be known, but of a stage that answers nobody nothing is to be undone either. */
    @Override
    public Map<String, String> before(String stage) {
        stages.demandAnswers(stage);
        return Map.of();
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        slowDown(strike.target(), strike.with().duration(DELAY).toMillis());
    }

    @Override
    public List<Strike> found() throws InterruptedException {
        long millis = millis(Part.PAYMENTS.id());
        return millis == 0
                ? List.of()
                : List.of(new Strike(Part.PAYMENTS.id(), new Arguments(Map.of(DELAY, millis + "ms")), Map.of()));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        long millis = millis(strike.target());
        return new Sight(
                millis == strike.with().duration(DELAY).toMillis(),
                millis == 0 ? "answers come at once" : "answers come " + millis + " ms late");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        slowDown(strike.target(), 0);
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return millis(strike.target()) == 0;
    }

    private long millis(String provider) throws InterruptedException {
        return stages.get(provider, PATH).path(DELAY_MS).asLong();
    }

    private void slowDown(String provider, long millis) throws InterruptedException {
        stages.put(provider, PATH, Map.of(DELAY_MS, millis));
    }
}
