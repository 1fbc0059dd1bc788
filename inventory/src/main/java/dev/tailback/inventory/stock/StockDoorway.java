package dev.tailback.inventory.stock;

import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.OrderRejected;
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

/** Consumes the topic of orders. */
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
        dispatch.run(batch, OrderEvent.class, this::apply).settle(acknowledgment, consumer);
    }

    /** Of one order there may be several: its placing, and how it ended. */
    private void apply(List<Received<OrderEvent>> firstTime) {
        Map<OrderId, Received<OrderPlaced>> placed = new LinkedHashMap<>();
        Map<OrderId, Received<OrderEvent>> undone = new LinkedHashMap<>();
        Set<OrderId> confirmed = new LinkedHashSet<>();
        for (Received<OrderEvent> received : firstTime) {
            switch (received.event()) {
                case OrderPlaced order -> placed.putIfAbsent(order.order(), received.of(order));
                case OrderCancelled cancelled -> undone.putIfAbsent(cancelled.order(), received);
                case OrderFailed failed -> undone.putIfAbsent(failed.order(), received);
                case OrderConfirmed ended -> confirmed.add(ended.order());
                case OrderRejected ended -> {} // nothing was set aside for it
            }
        }
        if (!placed.isEmpty() || !undone.isEmpty() || !confirmed.isEmpty()) {
            moveStock.forOrders(placed.values(), undone.values(), confirmed, clock.instant());
        }
    }
}
