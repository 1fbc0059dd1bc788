package dev.tailback.lab.topics;

import dev.tailback.events.Topics;
import dev.tailback.lab.terminal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** How many records the shop's groups have yet to read in the shop's topics. */
public final class ShopLag implements AutoCloseable {
    private final Broker broker;
    private final List<TopicPartition> partitions = new ArrayList<>();

    public ShopLag(String bootstrapServers) {
        broker = new Broker(bootstrapServers);
        Topics.ALL.forEach(topic -> partitions.addAll(Broker.partitions(topic, Topics.PARTITIONS)));
    }

    /** Empty while the broker does not tell, which is one of the things that a load is there to show. */
    public OptionalLong now() throws InterruptedException {
        try {
            // The shop's groups begin with the earliest record, so what they never committed they have yet to read.
            return OptionalLong.of(broker.readers(partitions).stream()
                    .filter(reader -> !Topics.readBy(reader.group()).isEmpty())
                    .mapToLong(reader -> reader.lag() + reader.recordsWithoutCommit())
                    .sum());
        } catch (Refusal brokerIsAway) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
