package dev.tailback.lab.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.terminal.Refusal;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A look into a topic.
 *
 * @param key of this key only, which is looked for only where Kafka's producers put it
 * @param most after so many it is enough
 * @param follow goes on with what comes, behind what is there
 */
public record Peek(
        String topic,
        Beginning from,
        @Nullable String key,
        @Nullable Integer partition,
        long most,
        boolean follow) {

    public Peek {
        if (key != null && partition != null) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "--partition " + partition + " does not go with --key, which finds its partition itself");
        }
    }

    /** Returns how many were shown. */
    public long show(String bootstrapServers, Consumer<StoredRecord> screen, BooleanSupplier isScreenGone)
            throws InterruptedException {
        List<TopicPartition> partitions = partitions(bootstrapServers);
        AtomicLong shown = new AtomicLong();
        BooleanSupplier isEnough = () -> shown.get() >= most || isScreenGone.getAsBoolean();
        Log.Visitor visitor = raw -> {
            StoredRecord record = new StoredRecord(raw);
            if (key == null || record.key().filter(key::equals).isPresent()) {
                screen.accept(record);
                shown.incrementAndGet();
            }
        };
        try (Log log = new Log(bootstrapServers)) {
            Window window = log.window(partitions, from);
            AtomicLong toSkip = new AtomicLong(window.skipped());
            log.readInOrderOfTime(
                    window,
                    record -> {
                        if (toSkip.getAndDecrement() <= 0) {
                            visitor.visit(record);
                        }
                    },
                    isEnough);
            if (follow) {
                log.follow(window.to(), visitor, isEnough);
            }
        }
        return shown.get();
    }

    private List<TopicPartition> partitions(String bootstrapServers) throws InterruptedException {
        SortedMap<String, Integer> topics;
        try (Broker broker = new Broker(bootstrapServers)) {
            topics = broker.partitionsByTopic();
        }
        Integer count = topics.get(topic);
        if (count == null) {
            throw new Refusal("there is no topic '" + topic + "': there are " + String.join(", ", topics.keySet()));
        }
        if (key != null) {
            return List.of(new TopicPartition(topic, partitionOf(key, count)));
        }
        if (partition == null) {
            return Broker.partitions(topic, count);
        }
        if (partition >= count) {
            throw new Refusal("there is no partition " + partition + " of " + topic + ": 0 to " + (count - 1));
        }
        return List.of(new TopicPartition(topic, partition));
    }

    /** As Kafka's producers choose it. */
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }
}
