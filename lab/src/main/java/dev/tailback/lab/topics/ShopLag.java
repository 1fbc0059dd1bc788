package dev.tailback.lab.topics;

import dev.tailback.events.Topics;
import dev.tailback.lab.terminal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** How many records the shop's groups have yet to read in the shop's topics. */
public final class ShopLag implements AutoCloseable {
    private final Broker broker;
    private final List<TopicPartition> partitions;

    public ShopLag(String bootstrapServers) {
        broker = new Broker(bootstrapServers);
        partitions = Topics.ALL.stream()
                .flatMap(topic -> Broker.partitions(topic, Topics.PARTITIONS).stream())
                .toList();
    }

    /** Empty while the broker does not tell, which is one of the things that a load is there to show. */
    public OptionalLong now() throws InterruptedException {
        try {
            return OptionalLong.of(
                    byGroup().values().stream().mapToLong(Long::longValue).sum());
        } catch (Refusal brokerIsAway) {
            return OptionalLong.empty();
        }
    }

    /** Of each of the shop's groups, which are called as their stages. Throws a {@link Refusal} while the broker is away. */
    public Map<String, Long> byGroup() throws InterruptedException {
        return broker.readers(partitions).stream()
                .filter(reader -> !Topics.readBy(reader.group()).isEmpty())
                .collect(Collectors.toMap(Reader::group, Reader::fromTheBeginning));
    }

    @Override
    public void close() {
        broker.close();
    }
}
