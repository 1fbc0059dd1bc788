package dev.tailback.breakage;

import dev.tailback.stage.inbox.DeadLetters;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/** A seeded bug: a dead letter that cannot be sent throws, and the whole batch is discarded. */
final class ThrowingLetters extends DeadLetters {
    ThrowingLetters(KafkaOperations<byte[], byte[]> kafka, String group) {
        super(kafka, group);
    }

    @Override
    public CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> letter) {
        throw new KafkaException("the dead letter of %s-%d@%d was not sent"
                .formatted(record.topic(), record.partition(), record.offset()));
    }
}
