package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.terminal.Refusal;
import java.util.List;
import java.util.Map;

/** Whether product reads go to the replica. */
public final class ReplicaReads implements Fault {
    private static final String READS = "reads";
    private static final String ON = "on";
    private static final String OFF = "off";

    public static final Manual MANUAL = new Manual(
            "replicas",
            "Sends product reads to the replica, or back to the primary.",
            Parameter.oneOf(READS, OFF, List.of(ON, OFF)));

    private final Stages stages;
    private final boolean hasReplica;

    public ReplicaReads(Stages stages, boolean hasReplica) {
        this.stages = stages;
        this.hasReplica = hasReplica;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        if (!hasReplica) {
            throw new Refusal("this lab has no replica: ./tailback down, then ./tailback up --replica starts one");
        }
        return List.of(Part.CATALOG.id());
    }

    @Override
    public Map<String, String> before(String stage) throws InterruptedException {
        return Map.of(READS, now(stage));
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        read(strike.target(), strike.with().text(READS));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        String now = now(strike.target());
        return new Sight(now.equals(strike.with().text(READS)), "reads of the replica are " + now);
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        read(strike.target(), strike.before(READS));
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return now(strike.target()).equals(strike.before(READS));
    }

    private void read(String stage, String onOrOff) throws InterruptedException {
        stages.put(stage, "/admin/replica", Map.of(READS, onOrOff.equals(ON)));
    }

    private String now(String stage) throws InterruptedException {
        return stages.get(stage, "/demo").path("replica_reads").asBoolean() ? ON : OFF;
    }
}
