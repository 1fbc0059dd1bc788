package dev.tailback.lab.payments;

import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.logs.BoundedLog;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A line for each decision of a shop that takes twenty orders a second; of more than that a part. */
final class DecisionLog {
    private static final int AT_ONCE = 200;
    private static final int A_SECOND = 20;

    private final BoundedLog log =
            new BoundedLog(LoggerFactory.getLogger(DecisionLog.class), AT_ONCE, A_SECOND, System::nanoTime);

    void decided(Context trace, UUID order, Status status) {
        log.at(
                Level.INFO,
                trace,
                line -> line.addKeyValue(Names.EVENT, Names.PAYMENT_DECIDED)
                        .addKeyValue(Names.ORDER_ID.getKey(), order.toString())
                        .addKeyValue(Names.PAYMENT_STATUS.getKey(), status.word())
                        .setMessage("the payment of order " + order + " is " + status.word()));
    }
}
