package dev.tailback.checkout.orders;

import dev.tailback.events.OrderId;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ends the orders of which nothing was heard until long after their patience ended: no order waits for ever. */
@Component
class SweepOrders {
    private static final int AT_ONCE = 200;

    private final Orders orders;
    private final AdvanceOrders advanceOrders;
    private final TransactionOperations transactions;
    private final SweeperSettings settings;
    private final Tracer tracer;
    private final Clock clock;

    SweepOrders(
            Orders orders,
            AdvanceOrders advanceOrders,
            TransactionOperations transactions,
            SweeperSettings settings,
            Tracer tracer,
            Clock clock) {
        this.orders = orders;
        this.advanceOrders = advanceOrders;
        this.transactions = transactions;
        this.settings = settings;
        this.tracer = tracer;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tailback.sweeper.every}")
    void stalledOnes() {
        int swept;
        do {
            List<Span> spans = new ArrayList<>();
            try {
                swept = transactions.execute(transaction -> sweep(spans));
            } finally {
                spans.forEach(Span::end);
            }
        } while (swept == AT_ONCE);
    }

    private int sweep(List<Span> spans) {
        Instant now = clock.instant();
        Map<OrderId, Order> stalled = orders.lockStalled(now.minus(settings.grace()), AT_ONCE);
        if (!stalled.isEmpty()) {
            List<Step> steps = stalled.values().stream()
                    .map(order -> new Step(order.id(), new Happening.Stalled(), span(order, spans)))
                    .toList();
            advanceOrders.by(steps, stalled, now);
        }
        return stalled.size();
    }

    private Context span(Order order, List<Span> spans) {
        Context trace = TraceParent.context(order.traceparent());
        Span span = tracer.spanBuilder("sweep order")
                .setParent(trace)
                .setAttribute(Names.ORDER_ID, order.id().toString())
                .startSpan();
        spans.add(span);
        return trace.with(span);
    }
}
