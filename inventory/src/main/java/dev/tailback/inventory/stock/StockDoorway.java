package dev.tailback.inventory.stock;

import dev.tailback.events.CartEvent;
import dev.tailback.events.Event;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.OrderRejected;
import dev.tailback.events.RecordDied;
import dev.tailback.events.StockEvent;
import dev.tailback.events.Topics;
import dev.tailback.stage.inbox.Dispatch;
import dev.tailback.stage.inbox.Received;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Where orders come in. */
@Component
class StockDoorway {
    private final Dispatch dispatch;
    private final MoveStock moveStock;
    private final Clock clock;

    StockDoorway(Dispatch dispatch, MoveStock moveStock, Clock clock) {
        this.dispatch = dispatch;
        this.moveStock = moveStock;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.ORDERS)
    void on(List<ConsumerRecord<byte[], byte[]>> batch, Acknowledgment acknowledgment, Consumer<?, ?> consumer) {
        dispatch.run(batch, this::apply).settle(acknowledgment, consumer);
    }

    /** Of one order there may be several: its placing, and how it ended. */
    private void apply(List<Received<Event>> firstTime) {
        Map<OrderId, Received<OrderPlaced>> placed = new LinkedHashMap<>();
        Map<OrderId, Received<OrderEvent>> undone = new LinkedHashMap<>();
        Set<OrderId> confirmed = new LinkedHashSet<>();
        for (Received<Event> received : firstTime) {
            switch (received.event()) {
                case OrderEvent order -> sort(received, order, placed, undone, confirmed);
                case CartEvent cart -> throw new IllegalStateException("inventory does not read " + cart);
                case StockEvent own -> throw new IllegalStateException("inventory does not read its own " + own);
                case RecordDied died -> throw new IllegalStateException("inventory does not read " + died);
            }
        }
        if (!placed.isEmpty() || !undone.isEmpty() || !confirmed.isEmpty()) {
            moveStock.forOrders(placed.values(), undone.values(), confirmed, clock.instant());
        }
    }

    private static void sort(
            Received<Event> received,
            OrderEvent event,
            Map<OrderId, Received<OrderPlaced>> placed,
            Map<OrderId, Received<OrderEvent>> undone,
            Set<OrderId> confirmed) {
        switch (event) {
            case OrderPlaced order -> placed.putIfAbsent(order.order(), received.of(order));
            case OrderCancelled cancelled -> undone.putIfAbsent(cancelled.order(), received.of(cancelled));
            case OrderFailed failed -> undone.putIfAbsent(failed.order(), received.of(failed));
            case OrderConfirmed ended -> confirmed.add(ended.order());
            case OrderRejected ended -> {} // nothing was set aside for it
        }
    }
}
