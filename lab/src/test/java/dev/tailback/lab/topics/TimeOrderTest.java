package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);

    private final TimeOrder order = new TimeOrder(List.of(A, B));

    @Test
    void waitsForAPartitionThatMightHoldAnEarlierOne() {
        order.add(at(A, 5));

        assertThat(order.next()).isEmpty();
        assertThat(order.hungry()).containsExactly(B);
    }

    @Test
    void mergesByTimeAndKeepsTheOrderOfEachPartition() {
        order.add(at(A, 5));
        order.add(at(A, 4));
        order.add(at(B, 3));
        order.add(at(B, 6));

        assertThat(next()).isEqualTo(3);
        assertThat(next()).isEqualTo(5);
        assertThat(next()).isEqualTo(4);
        assertThat(order.next()).isEmpty();
    }

    @Test
    void aFinishedPartitionIsNotWaitedFor() {
        order.add(at(A, 5));
        order.finish(B);

        assertThat(next()).isEqualTo(5);
        order.finish(A);
        assertThat(order.next()).isEmpty();
        assertThat(order.hungry()).isEmpty();
    }

    private long next() {
        return order.next().map(ConsumerRecord::timestamp).orElseThrow();
    }

    private static ConsumerRecord<byte[], byte[]> at(TopicPartition partition, long time) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
