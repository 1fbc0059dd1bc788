package dev.tailback.checkout.orders;

import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.stage.database.AfterCommit;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.logs.BoundedLog;
import io.opentelemetry.context.Context;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Says which orders failed, and why, each in its own trace. Said when it is true: after the commit. */
@Component
class FailedCheckouts {
    // On the shop's worst day a few hundred fail a second, for a quarter of an hour.
    private static final int AT_ONCE = 1_000;
    private static final int A_SECOND = 100;

    private final BoundedLog log =
            new BoundedLog(LoggerFactory.getLogger(FailedCheckouts.class), AT_ONCE, A_SECOND, System::nanoTime);

    /** @param trace in which the order failed */
    record Failure(OrderId order, String reason, Money total, Context trace) {}

    /** Within the transaction in which they fail. */
    void tell(List<Failure> failures) {
        List<Failure> then = List.copyOf(failures);
        AfterCommit.run(() -> then.forEach(this::tell));
    }

    private void tell(Failure failure) {
        log.at(
                Level.WARN,
                failure.trace(),
                line -> line.addKeyValue(Names.EVENT, Names.DEMO_CHECKOUT_FAILED)
                        .addKeyValue(Names.ORDER_ID.getKey(), failure.order().toString())
                        .addKeyValue(Names.CHECKOUT_FAILURE_REASON.getKey(), failure.reason())
                        .addKeyValue(Names.CENTS, failure.total().cents())
                        .setMessage("order " + failure.order() + " failed: " + failure.reason()));
    }
}
