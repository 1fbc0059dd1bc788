package dev.tailback.inventory.stock;

import dev.tailback.events.CartEvent;
import dev.tailback.events.Event;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.OrderRejected;
import dev.tailback.events.StockEvent;
import dev.tailback.events.Topics;
import dev.tailback.events.inbox.Dispatch;
import dev.tailback.events.inbox.Received;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Where orders come in. */
@Component
class StockDoorway {
    private final Dispatch dispatch;
    private final ReserveStock reserveStock;
    private final Clock clock;

    StockDoorway(Dispatch dispatch, ReserveStock reserveStock, Clock clock) {
        this.dispatch = dispatch;
        this.reserveStock = reserveStock;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.ORDERS)
    void on(List<ConsumerRecord<String, byte[]>> batch, Acknowledgment acknowledgment) {
        dispatch.run(batch, this::apply).settle(acknowledgment);
    }

    private void apply(List<Received<Event>> firstTime) {
        List<Received<OrderPlaced>> placed = new ArrayList<>();
        for (Received<Event> received : firstTime) {
            switch (received.event()) {
                case OrderEvent order -> wantsStock(received, order, placed);
                case CartEvent cart -> throw new IllegalStateException("inventory does not read " + cart);
                case StockEvent own -> throw new IllegalStateException("inventory does not read its own " + own);
            }
        }
        if (!placed.isEmpty()) {
            reserveStock.forOrders(placed, clock.instant());
        }
    }

    private static void wantsStock(Received<Event> received, OrderEvent event, List<Received<OrderPlaced>> placed) {
        switch (event) {
            case OrderPlaced order -> placed.add(received.of(order));
            case OrderConfirmed ended -> {} // what was set aside for it is sold
            case OrderRejected ended -> {} // nothing was set aside for it
        }
    }
}
