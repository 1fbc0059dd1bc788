package dev.tailback.lab.torture;

import dev.tailback.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that joins a stage's group, gets partitions, reads and commits nothing, and leaves: every two seconds. What
 * it has read without doing anything must reach the stage all the same.
 */
record Rebalances() implements Disturbance {
    static final String VISITOR = "torture-visitor";

    private static final List<String> GROUPS = List.of("checkout", "inventory", "catalog");
    private static final Duration STAY = Duration.ofSeconds(2);

    @Override
    public String text() {
        return "rebalances every 2 s";
    }

    @Override
    public String run(Arena arena, Duration span) {
        long end = System.nanoTime() + span.toNanos();
        int joined = 0;
        int got = 0;
        while (System.nanoTime() < end) {
            String group = GROUPS.get(joined % GROUPS.size());
            joined++;
            got += visit(arena.kafka(), group) ? 1 : 0;
        }
        return joined + " visits, " + got + " with partitions";
    }

    private static boolean visit(String kafka, String group) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "client.id",
                VISITOR,
                "group.id",
                group,
                "group.protocol",
                "consumer",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        long end = System.nanoTime() + STAY.toNanos();
        boolean got = false;
        try (KafkaConsumer<byte[], byte[]> visitor = new KafkaConsumer<>(settings)) {
            visitor.subscribe(Topics.readBy(group));
            while (System.nanoTime() < end) {
                visitor.poll(Duration.ofMillis(100));
                got |= !visitor.assignment().isEmpty();
            }
        }
        return got;
    }
}
