package dev.tailback.events.inbox;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.telemetry.SpanIds;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** Where records go that this group can never process: the original, and headers that say why and whence. */
public final class DeadLetters {
    public static final String REASON = "dead_reason";
    public static final String CAUSE = "dead_cause";
    public static final String ATTEMPTS = "dead_attempts";
    public static final String TOPIC = "dead_topic";
    public static final String PARTITION = "dead_partition";
    public static final String OFFSET = "dead_offset";
    public static final String GROUP = "dead_group";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaOperations<String, byte[]> kafka;
    private final String group;

    public DeadLetters(KafkaOperations<String, byte[]> kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /** Sends the record to its dead-letter topic, in the current trace; done when the broker has it. */
    CompletableFuture<?> bury(ConsumerRecord<String, byte[]> record, Throwable reason, int attempts) {
        var dead = new ProducerRecord<>(
                Topics.dead(record.topic(), group), null, record.key(), record.value(), record.headers());
        EventHeaders.put(dead.headers(), REASON, firstLine(reason));
        EventHeaders.put(dead.headers(), CAUSE, firstLine(rootOf(reason)));
        EventHeaders.put(dead.headers(), ATTEMPTS, Integer.toString(attempts));
        EventHeaders.put(dead.headers(), TOPIC, record.topic());
        EventHeaders.put(dead.headers(), PARTITION, Integer.toString(record.partition()));
        EventHeaders.put(dead.headers(), OFFSET, Long.toString(record.offset()));
        EventHeaders.put(dead.headers(), GROUP, group);
        log.warn(
                "dead letter: {}-{}@{} key {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                reason.toString());
        try (SpanIds.Repeatable id =
                SpanIds.of("bury " + group + " " + record.topic() + "-" + record.partition() + "@" + record.offset())) {
            return kafka.send(dead);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** What happened, without the stack and without what drivers append in further lines. */
    private static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse(failure.getClass().getName());
    }
}
