package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReaderTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);

    @Test
    void lagIsTheSumOverThePartitionsAndNeverNegative() {
        assertThat(reader(Map.of(A, 4L, B, 12L), Map.of(A, 10L, B, 11L))).isEqualTo(new Reader("g", 6, 0, 0));
    }

    @Test
    void aPartitionWithoutACommitIsUnknownAndNotZero() {
        assertThat(reader(Map.of(A, 10L), Map.of(A, 10L, B, 3L))).isEqualTo(new Reader("g", 0, 1, 3));
    }

    @Test
    void whereNothingLiesThereIsNothingToCommit() {
        assertThat(reader(Map.of(), Map.of(A, 0L, B, 0L))).isEqualTo(new Reader("g", 0, 0, 0));
    }

    private static Reader reader(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        return Reader.of("g", Set.of(A, B), committed, Map.of(A, 0L, B, 0L), ends);
    }
}
