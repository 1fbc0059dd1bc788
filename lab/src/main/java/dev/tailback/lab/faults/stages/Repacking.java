package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A consumer that makes many small transactions of what it reads, so that a backlog wants many connections. */
public final class Repacking implements Fault {
    private static final String PATH = "/admin/dispatch";
    public static final String RECORDS = "records";
    public static final String IN_FLIGHT = "in-flight";
    private static final String RECORDS_PER_TRANSACTION = "records_per_transaction";
    private static final String TRANSACTIONS_IN_FLIGHT = "transactions_in_flight";

    public static final Manual MANUAL = new Manual(
            "dispatch",
            "Makes a stage pack what it reads into other transactions.",
            Stages.parameter(),
            Parameter.whole(RECORDS, "1", 1, 5_000),
            Parameter.whole(IN_FLIGHT, "500", 1, 500));

    private final Stages stages;

    public Repacking(Stages stages) {
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
        return stages.changed(Stages.NAMES, PATH, Repacking::numbers).stream()
                .map(changed -> new Strike(changed.stage(), with(changed.now()), changed.configured()))
                .toList();
    }

    private static Arguments with(Map<String, String> now) {
        return new Arguments(
                Map.of(RECORDS, now.get(RECORDS_PER_TRANSACTION), IN_FLIGHT, now.get(TRANSACTIONS_IN_FLIGHT)));
    }

    private static Map<String, String> numbers(JsonNode now) {
        return Map.of(
                RECORDS_PER_TRANSACTION, now.path(RECORDS_PER_TRANSACTION).asString(),
                TRANSACTIONS_IN_FLIGHT, now.path(TRANSACTIONS_IN_FLIGHT).asString());
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        use(strike.target(), strike.with().whole(RECORDS), strike.with().whole(IN_FLIGHT));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        JsonNode now = stages.get(strike.target(), PATH);
        int records = now.path(RECORDS_PER_TRANSACTION).asInt();
        int inFlight = now.path(TRANSACTIONS_IN_FLIGHT).asInt();
        return new Sight(
                records == strike.with().whole(RECORDS)
                        && inFlight == strike.with().whole(IN_FLIGHT),
                "%d records a transaction, %d transactions at once".formatted(records, inFlight));
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        use(
                strike.target(),
                Integer.parseInt(strike.before(RECORDS_PER_TRANSACTION)),
                Integer.parseInt(strike.before(TRANSACTIONS_IN_FLIGHT)));
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return before(strike.target()).equals(strike.before());
    }

    private void use(String stage, int records, int inFlight) throws InterruptedException {
        stages.patch(stage, PATH, Map.of(RECORDS_PER_TRANSACTION, records, TRANSACTIONS_IN_FLIGHT, inFlight));
    }
}
