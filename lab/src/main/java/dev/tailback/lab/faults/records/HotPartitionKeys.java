package dev.tailback.lab.faults.records;

import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.lab.arrivals.HotPartition;
import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.mishaps.Crowd;
import dev.tailback.lab.terminal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** All orders of a crowd have ids that Kafka puts on one partition: adding consumers does not help. */
public final class HotPartitionKeys extends Crowds {
    private static final String PARTITION = "partition";
    private static final int PRODUCTS = 100;

    private final String kafka;

    public HotPartitionKeys(String kafka) {
        this.kafka = kafka;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "hot-partition",
                "A crowd whose order ids Kafka's own hash puts on one partition, at a steady rate.",
                Parameter.whole(PARTITION, "0", 0, 1_000),
                rate());
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(Topics.CARTS);
    }

    @Override
    Crowd crowd(Arguments with) throws InterruptedException {
        int partitions = partitions();
        if (with.whole(PARTITION) >= partitions) {
            throw new Refusal("partition=%d is not allowed: 0 to %d, since %s has %d"
                    .formatted(with.whole(PARTITION), partitions - 1, Topics.CARTS, partitions));
        }
        HotPartition hot = new HotPartition(with.whole(PARTITION), partitions);
        return new Crowd(kafka, apart(with), n -> Sku.numbered(1 + n % PRODUCTS), order -> hot.orderAt(Instant.now()));
    }

    private int partitions() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            return admin.describeTopics(List.of(Topics.CARTS)).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        } catch (ExecutionException failed) {
            throw new Refusal("Kafka does not tell of the topic " + Topics.CARTS + ": " + failed.getCause(), failed);
        }
    }

    @Override
    Sight look(Crowd crowd, Arguments with) {
        return new Sight(
                crowd.taken() > 0 && crowd.lastPartition() == with.whole(PARTITION),
                "Kafka put " + crowd.taken() + " carts on partition " + crowd.lastPartition() + " so far");
    }
}
