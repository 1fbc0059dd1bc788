package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import java.util.List;
import java.util.Map;

/** Checkout asks the payment provider while it holds a connection, as shops do that exhaust their pools. */
public final class PaymentInTransaction implements Fault {
    private static final String PATH = "/admin/payment";
    private static final String IN_TRANSACTION = "in_transaction";

    public static final Manual MANUAL = new Manual(
            "payment-in-transaction",
            "Makes checkout ask the payment provider while it holds a connection.",
            List.of());

    private final Stages stages;

    public PaymentInTransaction(Stages stages) {
        this.stages = stages;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(Part.CHECKOUT.id());
    }

    @Override
    public Map<String, String> before(String stage) throws InterruptedException {
        return Map.of(IN_TRANSACTION, Boolean.toString(now(stage)));
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        stages.put(strike.target(), PATH, Map.of(IN_TRANSACTION, true));
    }

    @Override
    public Sight look(Strike strike) throws InterruptedException {
        boolean now = now(strike.target());
        return new Sight(now, "the provider is asked " + (now ? "within" : "before") + " the transaction");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        stages.put(strike.target(), PATH, Map.of(IN_TRANSACTION, Boolean.valueOf(strike.before(IN_TRANSACTION))));
    }

    @Override
    public boolean isRepaired(Strike strike) throws InterruptedException {
        return now(strike.target()) == Boolean.parseBoolean(strike.before(IN_TRANSACTION));
    }

    private boolean now(String stage) throws InterruptedException {
        return stages.get(stage, PATH).path(IN_TRANSACTION).asBoolean();
    }
}
