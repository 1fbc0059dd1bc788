package dev.tailback.checkout.orders;

import dev.tailback.checkout.payment.Voids;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.stage.outbox.Outbox;
import dev.tailback.stage.outbox.Outgoing;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Applies what the saga decides, for many orders at once, within the caller's transaction. */
@Component
class AdvanceOrders {
    private final Saga saga;
    private final Orders orders;
    private final Voids voids;
    private final Outbox outbox;
    private final OrderMetrics metrics;
    private final FailedCheckouts failedCheckouts;

    AdvanceOrders(
            Saga saga,
            Orders orders,
            Voids voids,
            Outbox outbox,
            OrderMetrics metrics,
            FailedCheckouts failedCheckouts) {
        this.saga = saga;
        this.orders = orders;
        this.voids = voids;
        this.outbox = outbox;
        this.metrics = metrics;
        this.failedCheckouts = failedCheckouts;
    }

    void by(List<Step> steps, Instant now) {
        by(steps, orders.lock(steps.stream().map(Step::order).toList()), now);
    }

    /** The orders of the steps are locked already. */
    void by(List<Step> steps, Map<OrderId, Order> locked, Instant now) {
        Changes changes = new Changes(locked, now);
        for (Step step : steps) {
            Order order = changes.current.get(step.order());
            changes.apply(step, order, saga.decide(step.order(), order, step.happening(), now));
        }
        changes.write();
    }

    /** What the steps of one transaction have changed so far. */
    private final class Changes {
        private final Instant now;
        private final Map<OrderId, Order> current;
        private final Map<OrderId, Order> fresh = new LinkedHashMap<>();
        private final Map<OrderId, Order> ended = new LinkedHashMap<>();
        private final Set<OrderId> toVoid = new LinkedHashSet<>();
        private final List<Outgoing> news = new ArrayList<>();
        private final List<FailedCheckouts.Failure> failures = new ArrayList<>();

        Changes(Map<OrderId, Order> locked, Instant now) {
            this.current = new HashMap<>(locked);
            this.now = now;
        }

        void apply(Step step, @org.jspecify.annotations.Nullable Order order, Decision decision) {
            switch (decision) {
                case Decision.Placed placed -> place(step);
                case Decision.Ended how -> end(step, order == null ? begin(step) : order, how);
                case Decision.Unchanged unchanged -> {
                    Span.fromContext(step.trace()).addEvent("unchanged: " + unchanged.why());
                    if (unchanged.voidPayment()) {
                        toVoid.add(step.order());
                    }
                }
            }
            tellState(step);
        }

        private void place(Step step) {
            Order placed = begin(step);
            keep(placed, true);
            if (step.happening() instanceof Happening.Submitted submitted) {
                news.add(new Outgoing(
                        new OrderPlaced(
                                placed.id(),
                                now,
                                placed.patienceEnds(),
                                submitted.cart().lines()),
                        step.trace()));
            }
        }

        private Order begin(Step step) {
            return step.happening() instanceof Happening.Submitted submitted
                    ? Order.placed(submitted.cart(), step.trace(), now)
                    : Order.lost(step.order(), step.trace(), now);
        }

        private void end(Step step, Order order, Decision.Ended decision) {
            Ending how = decision.how();
            keep(order.ended(how, now), !current.containsKey(order.id()) || fresh.containsKey(order.id()));
            if (decision.voidPayment()) {
                toVoid.add(order.id());
            }
            news.add(new Outgoing(how.told(order, now), step.trace()));
            Span span = Span.fromContext(step.trace());
            String failure = how.failureReason();
            span.setAttribute(Names.CHECKOUT_FAILED, failure != null);
            if (failure != null) {
                span.setAttribute(Names.CHECKOUT_FAILURE_REASON, failure);
                failures.add(new FailedCheckouts.Failure(order.id(), failure, order.total(), step.trace()));
            }
        }

        private void keep(Order order, boolean isFresh) {
            current.put(order.id(), order);
            (isFresh ? fresh : ended).put(order.id(), order);
        }

        private void tellState(Step step) {
            Order order = current.get(step.order());
            if (order != null) {
                Span.fromContext(step.trace())
                        .setAttribute(Names.ORDER_STATE, order.state().text());
            }
        }

        void write() {
            orders.add(List.copyOf(fresh.values()));
            orders.end(List.copyOf(ended.values()));
            voids.add(toVoid, now);
            outbox.append(news, now);
            metrics.ending(Stream.concat(fresh.values().stream(), ended.values().stream())
                    .filter(order -> order.endedAt() != null)
                    .toList());
            failedCheckouts.tell(failures);
        }
    }
}
