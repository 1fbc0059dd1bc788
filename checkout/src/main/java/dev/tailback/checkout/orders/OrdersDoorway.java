package dev.tailback.checkout.orders;

import dev.tailback.events.CartEvent;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Event;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.StockEvent;
import dev.tailback.events.Topics;
import dev.tailback.events.inbox.Dispatch;
import dev.tailback.events.inbox.Received;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Where carts and stock's answers come in. */
@Component
class OrdersDoorway {
    private final Dispatch dispatch;
    private final PlaceOrders placeOrders;
    private final SettleOrders settleOrders;
    private final Clock clock;

    OrdersDoorway(Dispatch dispatch, PlaceOrders placeOrders, SettleOrders settleOrders, Clock clock) {
        this.dispatch = dispatch;
        this.placeOrders = placeOrders;
        this.settleOrders = settleOrders;
        this.clock = clock;
    }

    @KafkaListener(topics = {Topics.CARTS, Topics.STOCK})
    void on(List<ConsumerRecord<String, byte[]>> batch, Acknowledgment acknowledgment) {
        dispatch.run(batch, this::apply).settle(acknowledgment);
    }

    private void apply(List<Received<Event>> firstTime) {
        List<Received<CartSubmitted>> carts = new ArrayList<>();
        List<Received<StockEvent>> answers = new ArrayList<>();
        for (Received<Event> received : firstTime) {
            switch (received.event()) {
                case CartEvent cart -> carts.add(received.of(submitted(cart)));
                case StockEvent answer -> answers.add(received.of(answer));
                case OrderEvent own -> throw new IllegalStateException("checkout does not read its own " + own);
            }
        }
        Instant now = clock.instant();
        if (!carts.isEmpty()) {
            placeOrders.of(carts, now);
        }
        if (!answers.isEmpty()) {
            settleOrders.by(answers, now);
        }
    }

    private static CartSubmitted submitted(CartEvent event) {
        return switch (event) {
            case CartSubmitted submitted -> submitted;
        };
    }
}
