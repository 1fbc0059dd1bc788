package dev.tailback.flowalerts.spans;

import static dev.tailback.flowalerts.spans.Spans.child;
import static dev.tailback.flowalerts.spans.Spans.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceSummaryTest {
    @Test
    void isNamedAfterItsRootEvenIfAChildStartedEarlier() {
        assertThat(TraceSummary.of(List.of(child(1, 2, 5), root(1, 5))).rootName())
                .isEqualTo("span-5");
    }

    @Test
    void isNamedAfterItsEarliestSpanUntilARootComes() {
        assertThat(TraceSummary.of(List.of(child(1, 7, 5), child(1, 6, 5))).rootName())
                .isEqualTo("span-6");
    }

    @Test
    void reachesFromTheFirstStartToTheLastEndAndCountsErrors() {
        Span failed = Spans.with(1, 2, 1, 4_000_000_000L, SpanStatus.ERROR, Map.of(), List.of());

        TraceSummary summary = TraceSummary.of(List.of(root(1, 1), failed));

        assertThat(summary.durationNanos()).isEqualTo(4_000_000_000L);
        assertThat(summary.errors()).isEqualTo(1);
        assertThat(summary.spans()).isEqualTo(2);
        assertThat(summary.services()).containsExactly("service-1");
    }
}
