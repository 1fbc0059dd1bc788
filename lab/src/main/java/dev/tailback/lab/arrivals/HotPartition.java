package dev.tailback.lab.arrivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.OrderId;
import java.time.Instant;
import org.apache.kafka.common.utils.Utils;

/**
 * Order ids that all fall on one partition, as a tenant or a time stamp for a key makes them in life. Nothing is told to
 * Kafka: the ids are those that its own partitioner puts there, whoever sends them.
 */
public record HotPartition(int partition, int partitions) {
    public HotPartition {
        if (partitions < 1 || partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("hot partition " + partition + " is not allowed: 0 to "
                    + (partitions - 1) + ", since the topic has " + partitions);
        }
    }

    /** On which of so many partitions the records of an order lie. */
    public static int of(OrderId order, int partitions) {
        return Utils.toPositive(Utils.murmur2(order.toString().getBytes(UTF_8))) % partitions;
    }

    /** Takes as many tries as there are partitions, on average: a microsecond each. */
    public OrderId orderAt(Instant time) {
        OrderId order = OrderId.at(time);
        while (of(order, partitions) != partition) {
            order = OrderId.at(time);
        }
        return order;
    }
}
