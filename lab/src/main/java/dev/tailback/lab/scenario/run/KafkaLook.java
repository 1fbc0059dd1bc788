package dev.tailback.lab.scenario.run;

import dev.tailback.events.Topics;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.topics.Broker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** How many dead letters there are, and where carts go. */
final class KafkaLook implements Look {
    private final Broker broker;
    private final List<TopicPartition> carts = Broker.partitions(Topics.CARTS, Topics.PARTITIONS);

    KafkaLook(Places places) {
        broker = new Broker(places.kafkaAddress());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void look(Notes notes) throws InterruptedException {
        broker.ends(carts).forEach((partition, end) -> notes.note("carts.partition." + partition.partition(), end));
        notes.note("dead_letters", deadLetters());
    }

    private long deadLetters() throws InterruptedException {
        List<TopicPartition> dead = new ArrayList<>();
        broker.partitionsByTopic().forEach((topic, partitions) -> {
            if (Topics.isDead(topic)) {
                dead.addAll(Broker.partitions(topic, partitions));
            }
        });
        return broker.ends(dead).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        broker.close();
    }
}
