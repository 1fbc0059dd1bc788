package dev.tailback.telemetry.logs;

import dev.tailback.telemetry.Names;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Lines of which there may be thousands a second, such as one for each step of each order. What is beyond the budget is
 * left out, and the next line says how many were.
 */
public final class BoundedLog {
    private final Logger log;
    private final LineBudget budget;
    private final LongSupplier nanos;

    /**
     * @param atOnce that many lines may come in one moment
     * @param perSecond and that many on average
     */
    public BoundedLog(Logger log, int atOnce, int perSecond, LongSupplier nanos) {
        this.log = log;
        this.budget = new LineBudget(atOnce, perSecond, nanos.getAsLong());
        this.nanos = nanos;
    }

    /** A line in that trace, if it is not too many. */
    public void at(Level level, Context trace, UnaryOperator<LoggingEventBuilder> line) {
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        OptionalLong leftOut = budget.take(nanos.getAsLong());
        if (leftOut.isEmpty()) {
            return;
        }
        LoggingEventBuilder begun = log.atLevel(level);
        long missing = leftOut.getAsLong();
        LoggingEventBuilder written = line.apply(missing == 0 ? begun : begun.addKeyValue(Names.LEFT_OUT, missing));
        try (Scope inTrace = trace.makeCurrent()) {
            written.log();
        }
    }
}
