package dev.tailback.lab.room.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tailback.lab.traces.Span;
import dev.tailback.lab.traces.TraceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaterfallTest {
    private static final String TRACE = "75fd25ecc6e855f9ebf4a59dfa56d903";
    private static final long START = 1_796_077_435_000_000_000L;

    private final List<Span> spans = new ArrayList<>();

    @Test
    void aRecordThatLayInKafkaHasALineOfItsOwn() {
        span("a", null, "catalog", "server", 0, 8, Map.of());
        span("b", "a", "relay", "producer", 10, 5, Map.of());
        span(
                "c",
                "b",
                "inventory",
                "consumer",
                7_015,
                20,
                Map.of("messaging.destination.name", "orders", "messaging.destination.partition.id", "3"));

        Waterfall.Shown shown = shown();

        assertThat(shown.rows()).extracting(TraceRow::kind).containsExactly("server", "producer", "gap", "consumer");
        assertThat(shown.rows().get(2).name()).isEqualTo("waits in Kafka for inventory: orders, partition 3");
        assertThat(shown.rows().get(2).at()).isCloseTo(15, within(0.001));
        assertThat(shown.parts().get("kafka")).isCloseTo(7_000, within(0.001));
        assertThat(shown.ms()).isCloseTo(7_035, within(0.001));
    }

    @Test
    void theWayFromTheBrokerIsNoGap() {
        span("b", null, "relay", "producer", 0, 5, Map.of());
        span("c", "b", "inventory", "consumer", 12, 20, Map.of());

        assertThat(shown().rows()).hasSize(2);
    }

    @Test
    void linesKnowHowManyHangBelow() {
        span("a", null, "catalog", "server", 0, 8, Map.of());
        span("b", "a", "catalog", "internal", 1, 3, Map.of());
        span("c", "b", "catalog", "client", 1, 1, Map.of());
        span("d", "a", "catalog", "client", 5, 1, Map.of());

        assertThat(shown().rows()).extracting(TraceRow::below).containsExactly(3, 1, 0, 0);
    }

    @Test
    void aWaitForAConnectionIsToldApart() {
        span("a", null, "inventory", "internal", 0, 5_010, Map.of("db.connection_pool.wait_ms", 5_003.2));

        assertThat(shown().rows().getFirst().waitedMs()).isEqualTo(5_003.2);
        assertThat(shown().parts().get("connection")).isEqualTo(5_003.2);
    }

    @Test
    void valuesAreShortenedAndTracesBounded() {
        span("0", null, "x".repeat(1 << 20), "server", 0, 8, Map.of("k", "v".repeat(1 << 20)));
        for (int each = 1; each < 3_000; each++) {
            span(String.valueOf(each), String.valueOf(each - 1), "catalog", "internal", each, 1, Map.of());
        }

        Waterfall.Shown shown = shown();

        assertThat(shown.rows()).hasSize(Waterfall.MOST);
        assertThat(shown.spans()).isEqualTo(3_000);
        assertThat(shown.isComplete()).isFalse();
        assertThat(shown.rows().getFirst().attributes().get("k"))
                .hasSizeLessThan(2_100)
                .endsWith("(1048576 characters in all)");
    }

    @Test
    void attributesOfAllSpansTogetherAreBounded() {
        for (int each = 0; each < 600; each++) {
            span(
                    String.valueOf(each),
                    null,
                    "catalog",
                    "internal",
                    each,
                    1,
                    Map.of("a", "v".repeat(2_000), "b", "v".repeat(2_000)));
        }

        int text = shown().rows().stream()
                .flatMap(row -> row.attributes().values().stream())
                .mapToInt(String::length)
                .sum();

        assertThat(text).isBetween(1_000_000, 1 << 20);
    }

    private Waterfall.Shown shown() {
        return Waterfall.of(TRACE, TraceTree.of(TRACE, spans));
    }

    private void span(
            String id,
            @Nullable String parent,
            String service,
            String kind,
            double atMs,
            double ms,
            Map<String, Object> attributes) {
        spans.add(new Span(
                TRACE,
                id,
                parent,
                service,
                "work",
                kind,
                START + Math.round(atMs * 1e6),
                ms,
                "unset",
                attributes,
                List.of()));
    }
}
