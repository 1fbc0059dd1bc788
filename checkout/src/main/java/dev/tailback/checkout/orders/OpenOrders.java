package dev.tailback.checkout.orders;

import dev.tailback.checkout.orders.Orders.Open;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How many orders have not ended and how old the oldest is, by what they wait for: what a shopper sees of lag. Whoever asks
 * never waits for the database; where that did not answer for half a minute, nothing is told.
 */
@Component
class OpenOrders {
    // Counting more would cost more than the number is worth.
    private static final int MOST = 100_000;
    private static final Duration STILL_TRUE = Duration.ofSeconds(30);
    private static final Attributes STOCK = Attributes.of(Names.WAITS_FOR, "stock");
    private static final Attributes PAYMENT = Attributes.of(Names.WAITS_FOR, "payment");

    private record Seen(Instant at, Map<OrderState, Open> open) {}

    private final Orders orders;
    private final Clock clock;
    private volatile @Nullable Seen seen;

    OpenOrders(Orders orders, Meter meter, Clock clock) {
        this.orders = orders;
        this.clock = clock;
        meter.gaugeBuilder(Names.OPEN_ORDERS)
                .ofLongs()
                .setUnit("{order}")
                .setDescription("Orders that have not ended, by what they wait for; counted up to " + MOST + ".")
                .buildWithCallback(this::count);
        meter.gaugeBuilder(Names.OLDEST_ORDER_AGE)
                .setUnit("s")
                .setDescription("Age of the oldest order that has not ended, by what it waits for; 0 when none waits.")
                .buildWithCallback(this::age);
    }

    @Scheduled(fixedDelayString = "${tailback.sweeper.every}")
    void look() {
        seen = new Seen(clock.instant(), orders.open(MOST));
    }

    private void count(ObservableLongMeasurement result) {
        Seen last = recent();
        if (last != null) {
            result.record(orders(last.open().get(OrderState.PLACED)), STOCK);
            result.record(orders(last.open().get(OrderState.RESERVED)), PAYMENT);
        }
    }

    private void age(ObservableDoubleMeasurement result) {
        Seen last = recent();
        if (last != null) {
            result.record(seconds(last, OrderState.PLACED), STOCK);
            result.record(seconds(last, OrderState.RESERVED), PAYMENT);
        }
    }

    private @Nullable Seen recent() {
        Seen last = seen;
        return last == null || last.at().isBefore(clock.instant().minus(STILL_TRUE)) ? null : last;
    }

    private static long orders(@Nullable Open open) {
        return open == null ? 0 : open.orders();
    }

    private static double seconds(Seen last, OrderState state) {
        Open open = last.open().get(state);
        return open == null
                ? 0
                : Math.max(0, Duration.between(open.oldest(), last.at()).toMillis() / 1e3);
    }
}
