package dev.tailback.catalog.carts;

import dev.tailback.events.CartEvent;
import dev.tailback.events.Event;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.RecordDied;
import dev.tailback.events.StockEvent;
import dev.tailback.events.Topics;
import dev.tailback.stage.inbox.Dispatch;
import dev.tailback.stage.inbox.Received;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Consumes the topic that tells how the carts' orders ended. */
@Component
class OutcomesDoorway {
    private final Dispatch dispatch;
    private final RecordOutcomes recordOutcomes;

    OutcomesDoorway(Dispatch dispatch, RecordOutcomes recordOutcomes) {
        this.dispatch = dispatch;
        this.recordOutcomes = recordOutcomes;
    }

    @KafkaListener(topics = Topics.ORDERS)
    void on(List<ConsumerRecord<byte[], byte[]>> batch, Acknowledgment acknowledgment, Consumer<?, ?> consumer) {
        dispatch.run(batch, this::apply).settle(acknowledgment, consumer);
    }

    private void apply(List<Received<Event>> firstTime) {
        recordOutcomes.of(firstTime.stream()
                .map(received -> outcome(received.event()))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Outcome> outcome(Event event) {
        return switch (event) {
            case OrderEvent order -> Outcome.of(order);
            case CartEvent own -> throw new IllegalStateException("catalog does not read its own " + own);
            case StockEvent stock -> throw new IllegalStateException("catalog does not read " + stock);
            case RecordDied died -> throw new IllegalStateException("catalog does not read " + died);
        };
    }
}
