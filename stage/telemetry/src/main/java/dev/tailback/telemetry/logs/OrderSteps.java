package dev.tailback.telemetry.logs;

import dev.tailback.telemetry.Names;
import io.opentelemetry.context.Context;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * What becomes of single orders, a line for each step. While few orders come, all of it; of many a part, for the spans
 * tell all of it anyway, and a line costs as much as the step.
 */
public final class OrderSteps {
    // Enough for a shop that takes five orders a second, and for the first moments of any other.
    private static final int AT_ONCE = 200;
    private static final int A_SECOND = 20;

    private final BoundedLog log;

    public OrderSteps(Logger log) {
        this.log = new BoundedLog(log, AT_ONCE, A_SECOND, System::nanoTime);
    }

    /**
     * @param event the line's name
     * @param type of the order's event
     */
    public void tell(Context trace, String event, String order, String type, String what) {
        log.at(
                Level.INFO,
                trace,
                line -> line.addKeyValue(Names.EVENT, event)
                        .addKeyValue(Names.ORDER_ID.getKey(), order)
                        .addKeyValue(Names.EVENT_TYPE, type)
                        .setMessage(type + " of order " + order + " " + what));
    }
}
