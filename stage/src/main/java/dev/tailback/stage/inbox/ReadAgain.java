package dev.tailback.stage.inbox;

import dev.tailback.stage.failure.Failures;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Takes the place of Spring's handler, which gives up after ten attempts: it discards the whole batch and commits it. A
 * batch that failed as a whole is read again from its beginning, as often as it takes, and its partitions tell that they
 * stand still. A consumer that has failed for good is replaced by a new one.
 */
public final class ReadAgain implements CommonErrorHandler {
    private static final Duration BEFORE_ANOTHER_POLL = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(ReadAgain.class);

    private final HeldPartitions held;

    public ReadAgain(HeldPartitions held) {
        this.held = held;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    /** Nothing is done, so nothing is committed. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        log.error("a batch of {} records failed as a whole and is read again", batch.count(), thrown);
        Map<TopicPartition, Long> from = new HashMap<>();
        batch.partitions()
                .forEach(partition ->
                        from.put(partition, batch.records(partition).getFirst().offset()));
        held.hold(consumer, from, "its batch failed as a whole: " + Failures.rootOf(thrown));
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        if (thrown instanceof RetriableException) {
            log.warn("the consumer goes on after {}", thrown.toString());
        } else if (container.isRunning()) {
            log.error("the consumer cannot go on and is replaced by a new one", thrown);
            // Not on the consumer's own thread, for which the container waits.
            Thread.ofVirtual().name("replace-consumer").start(() -> container.stop(container::start));
        }
        LockSupport.parkNanos(BEFORE_ANOTHER_POLL.toNanos());
    }
}
