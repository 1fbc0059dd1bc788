package dev.tailback.lab.scenario.run;

import dev.tailback.events.Topics;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.topics.Broker;
import dev.tailback.lab.topics.ShopLag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the shop's consumers are behind, how many dead letters there are, and where carts go. */
final class KafkaLook implements Look {
    private final ShopLag lag;
    private final Broker broker;
    private final List<TopicPartition> carts = Broker.partitions(Topics.CARTS, Topics.PARTITIONS);

    KafkaLook(Ports ports) {
        lag = new ShopLag(ports.kafkaAddress());
        broker = new Broker(ports.kafkaAddress());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void look(Notes notes) throws InterruptedException {
        Map<String, Long> byGroup = lag.byGroup();
        byGroup.forEach((group, records) -> notes.note("lag." + group, records));
        notes.note("lag", byGroup.values().stream().mapToLong(Long::longValue).sum());
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
        lag.close();
        broker.close();
    }
}
