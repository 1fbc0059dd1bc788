package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagFigures.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReaderTest {
    @Test
    void lagIsThatOfTheTopicAlone() {
        assertThat(readers(partition("carts", 10, 4L), partition("carts", 10, 2L), partition("orders", 10, 9L)))
                .containsExactly(new Reader("g", 6, 0, 0));
    }

    @Test
    void aPartitionThatHoldsRecordsAndHasNoCommitIsUnknownAndNotZero() {
        assertThat(readers(partition("carts", 10, 0L), partition("carts", 3, null)))
                .containsExactly(new Reader("g", 0, 1, 3));
    }

    @Test
    void anEmptyPartitionNeedsNoCommit() {
        assertThat(readers(partition("carts", 0, null))).containsExactly(new Reader("g", 0, 0, 0));
    }

    @Test
    void whoReadsOtherTopicsIsNoReader() {
        assertThat(readers(partition("orders", 10, 1L))).isEmpty();
    }

    static List<Reader> readers(Partition... partitions) {
        return Reader.of("carts", figures("g", partitions));
    }

    static LagFigures figures(String group, Partition... partitions) {
        Group reading =
                new Group(group, "classic", "Stable", 1, null, null, null, null, null, null, 0, 0, List.of(partitions));
        return new LagFigures(true, null, List.of(reading), List.of());
    }

    static Partition partition(String topic, long latest, @Nullable Long lag) {
        return new Partition(topic, 0, null, 0, latest, lag, null, null, null, null, null, null, null);
    }
}
