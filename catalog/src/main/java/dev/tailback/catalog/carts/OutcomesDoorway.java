package dev.tailback.catalog.carts;

import dev.tailback.events.OrderEvent;
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
        dispatch.run(batch, OrderEvent.class, this::apply).settle(acknowledgment, consumer);
    }

    private void apply(List<Received<OrderEvent>> firstTime) {
        recordOutcomes.of(firstTime.stream()
                .map(received -> CartOutcome.of(received.event()))
                .flatMap(Optional::stream)
                .toList());
    }
}
