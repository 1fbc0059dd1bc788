package dev.tailback.flowalerts.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentLogsTest {
    private final RecentLogs logs = new RecentLogs(3, 1L << 40);

    @Test
    void givesTheLatestThatAreWantedInTheOrderInWhichTheyHappened() {
        logs.take(List.of(line("three", 3), line("one", 1), line("two", 2)));

        assertThat(logs.latest(line -> !line.body().equals("one"), 10))
                .extracting(LogLine::body)
                .containsExactly("two", "three");
        assertThat(logs.latest(line -> true, 1)).extracting(LogLine::body).containsExactly("three");
    }

    @Test
    void theLineThatCameFirstGoesFirst() {
        logs.take(List.of(line("a", 9), line("b", 1), line("c", 2), line("d", 3)));

        assertThat(logs.latest(line -> true, 10)).extracting(LogLine::body).containsExactly("b", "c", "d");
        assertThat(logs.counts()).isEqualTo(new LogCounts(4, 3, 1, 3));
    }

    @Test
    void evictsByBytesBeforeTheNumberIsReachedAndGivesThemBack() {
        RecentLogs small = new RecentLogs(1_000, 5_000);

        for (int round = 0; round < 100; round++) {
            small.take(List.of(line("x".repeat(1_000), round)));
        }

        assertThat(small.counts()).isEqualTo(new LogCounts(100, 2, 98, 1_000));
    }

    @Test
    void refusesToHaveNoRoom() {
        assertThatThrownBy(() -> new RecentLogs(1, 0)).hasMessageContaining("maxBytes 0");
    }

    private static LogLine line(String text, long unixNano) {
        return new LogLine(
                new Resource("shop", Attributes.NONE),
                Scope.UNKNOWN,
                unixNano,
                9,
                "INFO",
                "",
                text,
                Attributes.NONE,
                null,
                0);
    }
}
