package dev.tailback.checkout.orders;

import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Event;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderId;
import dev.tailback.events.RecordDied;
import dev.tailback.events.StockLeftAlone;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReleased;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.stage.inbox.Dispatch;
import dev.tailback.stage.inbox.Received;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Consumes carts, stock's answers and the dead letters of every stage. */
@Component
class OrdersDoorway {
    private static final String ALL_DEAD = "#{T(dev.tailback.events.Topics).allDead()}";

    private final Dispatch dispatch;
    private final TakePayments takePayments;
    private final AdvanceOrders advanceOrders;
    private final Clock clock;

    OrdersDoorway(Dispatch dispatch, TakePayments takePayments, AdvanceOrders advanceOrders, Clock clock) {
        this.dispatch = dispatch;
        this.takePayments = takePayments;
        this.advanceOrders = advanceOrders;
        this.clock = clock;
    }

    @KafkaListener(topics = {Topics.CARTS, Topics.STOCK, ALL_DEAD})
    void on(List<ConsumerRecord<byte[], byte[]>> batch, Acknowledgment acknowledgment, Consumer<?, ?> consumer) {
        dispatch.runPrepared(batch, takePayments.before(this::apply)).settle(acknowledgment, consumer);
    }

    private void apply(List<Received<Event>> firstTime, Map<OrderId, PaymentResult> payments) {
        List<Step> steps = firstTime.stream()
                .map(received -> new Step(
                        received.order(),
                        happening(received.event(), payments.get(received.order())),
                        received.trace()))
                .toList();
        advanceOrders.by(steps, clock.instant());
    }

    private static Happening happening(Event event, @Nullable PaymentResult payment) {
        return switch (event) {
            case CartSubmitted cart -> new Happening.Submitted(cart);
            case StockReserved reserved -> payment == null ? new Happening.NotAsked() : new Happening.Paid(payment);
            case StockRefused refused -> new Happening.StockShort(refused.shortOf());
            case StockLeftAlone leftAlone -> new Happening.LeftAlone();
            case StockReleased released -> new Happening.StockBack();
            case RecordDied died -> new Happening.Died();
            case OrderEvent own -> throw new IllegalStateException("checkout does not read its own " + own);
        };
    }
}
