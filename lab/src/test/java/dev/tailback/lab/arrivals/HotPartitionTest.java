package dev.tailback.lab.arrivals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.OrderId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotPartitionTest {
    private static final int PARTITIONS = 6;

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void kafkasOwnPartitionerPutsEveryOrderThere(int hot) {
        HotPartition partition = new HotPartition(hot, PARTITIONS);

        Set<Integer> hit = IntStream.range(0, 200)
                .mapToObj(n -> partition.orderAt(Instant.now()))
                .map(order ->
                        BuiltInPartitioner.partitionForKey(order.toString().getBytes(UTF_8), PARTITIONS))
                .collect(Collectors.toSet());

        assertThat(hit).containsExactly(hot);
    }

    @Test
    void otherOrdersFallOnAllPartitions() {
        Set<Integer> hit = IntStream.range(0, 500)
                .mapToObj(n -> HotPartition.of(OrderId.at(Instant.now()), PARTITIONS))
                .collect(Collectors.toSet());

        assertThat(hit).hasSize(PARTITIONS);
    }

    @Test
    void aPartitionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new HotPartition(6, 6)).hasMessageContaining("hot partition 6 is not allowed: 0 to 5");
    }
}
