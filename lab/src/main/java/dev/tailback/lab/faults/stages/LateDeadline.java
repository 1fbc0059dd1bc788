package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import java.util.List;
import java.util.Map;

/** The shopper's patience is looked at after the work only, which is done for those who have left, too. */
public final class LateDeadline implements Fault {
    private static final String PATH = "/admin/deadline";
    private static final String CHECK = "check";
    private static final String AFTER = "after";
    private static final String STAGE = "stage";
    private static final String ALL = "all";
    /** A catalog takes checkouts, and works for nobody who has left. */
    private static final List<String> STAGES = List.of(Part.CHECKOUT.id(), Part.INVENTORY.id());

    public static final Manual MANUAL = new Manual(
            "late-deadline",
            "Makes a stage work for shoppers who have lost their patience.",
            Parameter.oneOf(STAGE, ALL, List.of(ALL, Part.CHECKOUT.id(), Part.INVENTORY.id())));

    private final Stages stages;

    public LateDeadline(Stages stages) {
        this.stages = stages;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        String stage = with.text(STAGE);
        return stage.equals(ALL) ? STAGES : List.of(stage);
    }

    @Override
    public Map<String, String> before(String stage) throws InterruptedException {
        return Map.of(CHECK, now(stage));
    }

    /** A stage that was configured so does as it should. */
    @Override
    public List<Strike> found() throws InterruptedException {
        return stages.changed(STAGES, PATH, shown -> shown.path(CHECK).asString()).stream()
                .filter(changed -> changed.now().equals(AFTER))
                .map(changed ->
                        new Strike(changed.stage(), new Arguments(Map.of()), Map.of(CHECK, changed.configured())))
                .toList();
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        stages.put(strike.target(), PATH, Map.of(CHECK, AFTER));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        String now = now(strike.target());
        return new Sight(now.equals(AFTER), "deadlines are checked " + now + " the work");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        stages.put(strike.target(), PATH, Map.of(CHECK, strike.before(CHECK)));
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return now(strike.target()).equals(strike.before(CHECK));
    }

    private String now(String stage) throws InterruptedException {
        return stages.get(stage, PATH).path(CHECK).asString();
    }
}
