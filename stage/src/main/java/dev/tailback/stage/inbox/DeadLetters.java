package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.stage.failure.Failures;
import dev.tailback.telemetry.SpanIds;
import dev.tailback.telemetry.logs.Shortened;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Where records go that this group can never process: the original, and headers that say why and whence. Whatever a topic
 * takes fits into its dead-letter topic with these ({@link Topics#ROOM_FOR_A_LETTER}).
 */
public class DeadLetters {
    /** Of each of the two headers whose length a record can decide; with the others they stay below 16 KiB. */
    static final int LONGEST_TEXT = 4 << 10;

    /** Java reads it where a header's name is no UTF-8; written again it would be longer than what was read. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final String group;

    public DeadLetters(KafkaOperations<byte[], byte[]> kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /** What will lie in the dead-letter topic. */
    ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, Throwable reason, int attempts) {
        log.warn(
                "dead letter: {}-{}@{} key {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                Shortened.to(200, record.key() == null ? "(null)" : new String(record.key(), UTF_8)),
                Shortened.to(LONGEST_TEXT, reason.toString()));
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.dead(record.topic(), group), null, record.key(), record.value());
        for (Header header : record.headers()) {
            letter.headers().add(header.key().replace(UNREADABLE, '?'), header.value());
        }
        EventHeaders.put(letter.headers(), DeadLetterHeaders.REASON, firstLine(reason));
        EventHeaders.put(letter.headers(), DeadLetterHeaders.CAUSE, firstLine(Failures.rootOf(reason)));
        EventHeaders.put(letter.headers(), DeadLetterHeaders.ATTEMPTS, Integer.toString(attempts));
        EventHeaders.put(letter.headers(), DeadLetterHeaders.TOPIC, record.topic());
        EventHeaders.put(letter.headers(), DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        EventHeaders.put(letter.headers(), DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        EventHeaders.put(letter.headers(), DeadLetterHeaders.GROUP, group);
        return letter;
    }

    /**
     * Sends the letter of that record, in the current trace; done when the broker has it. However it is refused, the answer
     * says so: nothing is thrown.
     */
    public CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> letter) {
        try (SpanIds.Repeatable id =
                SpanIds.of("bury " + group + " " + record.topic() + "-" + record.partition() + "@" + record.offset())) {
            return kafka.send(letter);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** What happened, without the stack and without what drivers append in further lines. */
    private static String firstLine(Throwable failure) {
        String text = failure.toString();
        int end = text.indexOf('\n');
        return Shortened.toBytes(
                LONGEST_TEXT, end < 0 ? text : text.substring(0, end).strip());
    }
}
