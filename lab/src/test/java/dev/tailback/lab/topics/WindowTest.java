package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);
    private static final Map<TopicPartition, Long> BEGINNINGS = Map.of(A, 10L, B, 0L);
    private static final Map<TopicPartition, Long> ENDS = Map.of(A, 20L, B, 3L);

    @Test
    void theNewestOfAllAreAmongTheNewestOfEachPartition() {
        Window window = window(new Beginning.Newest(5));

        assertThat(window.from()).isEqualTo(Map.of(A, 15L, B, 0L));
        assertThat(window.skipped()).isEqualTo(3);
    }

    @Test
    void moreThanThereAreSkipsNothing() {
        assertThat(window(new Beginning.Newest(100))).isEqualTo(new Window(BEGINNINGS, ENDS, 0));
    }

    @Test
    void anOffsetOutsideWhatIsKeptIsMovedToItsEdge() {
        assertThat(window(new Beginning.AtOffset(5)).from()).isEqualTo(Map.of(A, 10L, B, 3L));
        assertThat(window(new Beginning.AtOffset(99)).from()).isEqualTo(ENDS);
    }

    @Test
    void whereNothingIsYoungEnoughNothingIsRead() {
        assertThat(window(new Beginning.Since(Instant.EPOCH)).from()).isEqualTo(Map.of(A, 17L, B, 3L));
    }

    @Test
    void latestIsWhereEarliestEnds() {
        assertThat(window(new Beginning.Latest()).from()).isEqualTo(ENDS);
        assertThat(window(new Beginning.Earliest()).from()).isEqualTo(BEGINNINGS);
    }

    private static Window window(Beginning beginning) {
        return Window.of(beginning, BEGINNINGS, ENDS, time -> Map.of(A, 17L));
    }
}
