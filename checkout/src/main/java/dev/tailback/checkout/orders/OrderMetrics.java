package dev.tailback.checkout.orders;

import dev.tailback.stage.database.AfterCommit;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How orders end, and what money was lost with those that failed. Counted when it is true: after the commit. */
@Component
class OrderMetrics {
    private final LongCounter orders;
    private final LongCounter failedRevenue;
    private final LastMinute lostLately = new LastMinute();
    private final Clock clock;

    OrderMetrics(Meter meter, Clock clock) {
        this.clock = clock;
        orders = meter.counterBuilder(Names.ORDERS)
                .setUnit("{order}")
                .setDescription("Orders that have ended, by how and why.")
                .build();
        failedRevenue = meter.counterBuilder(Names.FAILED_REVENUE)
                .setUnit("{cent}")
                .setDescription("What the orders were worth that failed or were cancelled.")
                .build();
        failedRevenue.add(0);
        meter.gaugeBuilder(Names.FAILED_REVENUE_PER_MINUTE)
                .ofLongs()
                .setUnit("{cent}")
                .setDescription("What the orders were worth that failed or were cancelled in the last minute.")
                .buildWithCallback(measurement ->
                        measurement.record(lostLately.sum(clock.instant().getEpochSecond())));
    }

    /** Within the transaction in which they end. */
    void ending(Collection<Order> ended) {
        List<Order> then = List.copyOf(ended);
        AfterCommit.run(() -> then.forEach(this::count));
    }

    private void count(Order order) {
        orders.add(
                1,
                Attributes.of(
                        Names.OUTCOME,
                        order.state().text(),
                        Names.REASON,
                        Objects.requireNonNullElse(order.reason(), "")));
        if (order.state() == OrderState.FAILED || order.state() == OrderState.CANCELLED) {
            failedRevenue.add(order.total().cents());
            lostLately.add(clock.instant().getEpochSecond(), order.total().cents());
        }
    }
}
