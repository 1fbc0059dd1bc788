package dev.tailback.flowalerts.spans;

import static dev.tailback.flowalerts.spans.Spans.child;
import static dev.tailback.flowalerts.spans.Spans.root;
import static dev.tailback.flowalerts.spans.Spans.startedAt;
import static dev.tailback.flowalerts.spans.Spans.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanStoreTest {
    private static final long ROOMY = 1L << 40;

    private final SpanStore store = new SpanStore(4, ROOMY);

    @Test
    void keepsEverySpanUpToTheCapacity() {
        store.take(List.of(root(1, 1), child(1, 2, 1), root(2, 3), child(2, 4, 3)));

        assertThat(store.counts()).isEqualTo(new SpanCounts(4, 4, 0, 4));
        assertThat(store.trace(trace(1))).hasSize(2);
    }

    @Test
    void evictsTheWholeTraceThatCameFirst() {
        store.take(List.of(root(1, 1), child(1, 2, 1), root(2, 3), child(2, 4, 3)));

        store.take(List.of(root(3, 5)));

        assertThat(store.trace(trace(1))).isEmpty();
        assertThat(store.trace(trace(2))).hasSize(2);
        assertThat(store.counts()).isEqualTo(new SpanCounts(5, 3, 2, 4));
    }

    @Test
    void evictsTheOldestSpansOfATraceThatIsAlone() {
        store.take(IntStream.rangeClosed(1, 6).mapToObj(id -> root(1, id)).toList());

        assertThat(store.trace(trace(1))).extracting(Span::spanId).containsExactly(3L, 4L, 5L, 6L);
        assertThat(store.counts()).isEqualTo(new SpanCounts(6, 4, 2, 4));
    }

    @Test
    void aSpanSentAgainReplacesTheFirstAndCountsOnce() {
        store.take(List.of(startedAt(1, 1, 10), startedAt(1, 1, 20)));

        assertThat(store.trace(trace(1))).containsExactly(startedAt(1, 1, 20));
        assertThat(store.counts()).isEqualTo(new SpanCounts(1, 1, 0, 4));
    }

    @Test
    void theSameSpanIdInAnotherTraceIsAnotherSpan() {
        store.take(List.of(root(1, 1), root(2, 1)));

        assertThat(store.counts().stored()).isEqualTo(2);
    }

    @Test
    void evictsByBytesBeforeTheNumberIsReached() {
        SpanStore heavy = new SpanStore(1_000, 10_000);

        heavy.take(List.of(heavy(1), heavy(2), heavy(3)));

        assertThat(heavy.trace(trace(1))).isEmpty();
        assertThat(heavy.trace(trace(3))).hasSize(1);
        assertThat(heavy.counts()).isEqualTo(new SpanCounts(3, 2, 1, 1_000));
    }

    @Test
    void bytesOfReplacedAndEvictedSpansAreGivenBack() {
        SpanStore heavy = new SpanStore(1_000, 10_000);

        for (int round = 0; round < 100; round++) {
            heavy.take(List.of(heavy(1), heavy(2), heavy(2)));
        }

        assertThat(heavy.counts()).isEqualTo(new SpanCounts(2, 2, 0, 1_000));
    }

    @Test
    void aResourceThatSpansShareCountsOnceAndOfEachItsOwnCountsEach() {
        Attributes much = Attributes.of(Map.of("command", "x".repeat(2_000)));
        Resource shared = new Resource("s", much);
        SpanStore sharing = new SpanStore(1_000, 10_000);
        SpanStore wasting = new SpanStore(1_000, 10_000);

        for (int id = 1; id <= 10; id++) {
            sharing.take(List.of(of(shared, id)));
            wasting.take(List.of(of(new Resource("s", much), id)));
        }

        assertThat(sharing.counts().stored()).isEqualTo(10);
        assertThat(wasting.counts().stored()).isEqualTo(2);
    }

    @Test
    void eventsCountAsBytes() {
        SpanStore store = new SpanStore(1_000, 10_000);

        for (int id = 1; id <= 3; id++) {
            SpanEvent event =
                    new SpanEvent(1, "exception", Attributes.of(Map.of("exception.stacktrace", "x".repeat(2_000))));
            store.take(List.of(with(Spans.resource("s"), List.of(event), id)));
        }

        assertThat(store.counts()).isEqualTo(new SpanCounts(3, 2, 1, 1_000));
    }

    @Test
    void aSingleSpanLargerThanAllTheRoomIsKept() {
        SpanStore tiny = new SpanStore(10, 1);

        tiny.take(List.of(heavy(1), heavy(2)));

        assertThat(tiny.trace(trace(2))).hasSize(1);
        assertThat(tiny.counts().stored()).isEqualTo(1);
    }

    @Test
    void sortsATraceByStartWithParentsBeforeChildrenThatStartTogether() {
        Span parent = startedAt(1, 9, 100);
        Span early = startedAt(1, 3, 50);
        Span shorter = new Span(
                trace(1),
                1,
                9,
                Spans.resource("s"),
                Scope.UNKNOWN,
                "n",
                SpanKind.CLIENT,
                100,
                101,
                SpanStatus.OK,
                "",
                Attributes.NONE,
                List.of(),
                List.of());

        store.take(List.of(shorter, parent, early));

        assertThat(store.trace(trace(1))).containsExactly(early, parent, shorter);
    }

    @Test
    void listsTheTracesThatStartedLastFirst() {
        store.take(List.of(startedAt(1, 1, 200), startedAt(2, 1, 300), startedAt(3, 1, 100)));

        assertThat(store.newest(2)).extracting(TraceSummary::traceId).containsExactly(trace(2), trace(1));
    }

    @Test
    void findsTracesByTheAttributeOfAnySpan() {
        Span paid = Spans.with(2, 8, 7, 500, SpanStatus.UNSET, Map.of("order.id", "A7", "items", 3L), List.of());
        store.take(List.of(root(1, 1), root(2, 7), paid));

        assertThat(store.newestWith("order.id", "A7", 10))
                .extracting(TraceSummary::traceId)
                .containsExactly(trace(2));
        assertThat(store.newestWith("items", "3", 10)).hasSize(1);
        assertThat(store.newestWith("order.id", "A8", 10)).isEmpty();
    }

    @Test
    void losesNoSpanOfManyWritersAndReaders() throws Exception {
        SpanStore roomy = new SpanStore(100_000, ROOMY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 1; writer <= 8; writer++) {
                int trace = writer;
                threads.submit(() -> IntStream.rangeClosed(1, 100).forEach(id -> {
                    roomy.take(List.of(root(trace, id)));
                    roomy.newest(1);
                }));
            }
        }

        assertThat(roomy.counts().stored()).isEqualTo(800);
        assertThat(roomy.newest(10)).extracting(TraceSummary::spans).containsOnly(100);
    }

    @Test
    void refusesToHaveNoRoom() {
        assertThatThrownBy(() -> new SpanStore(0, 1)).hasMessageContaining("maxSpans is 0");
    }

    private static Span of(Resource resource, long id) {
        return with(resource, List.of(), id);
    }

    private static Span with(Resource resource, List<SpanEvent> events, long id) {
        return new Span(
                trace(1),
                id,
                Span.NO_PARENT,
                resource,
                Scope.UNKNOWN,
                "n",
                SpanKind.INTERNAL,
                1,
                2,
                SpanStatus.UNSET,
                "",
                Attributes.NONE,
                events,
                List.of());
    }

    private static Span heavy(long trace) {
        return Spans.with(trace, 1, 0, 1, SpanStatus.UNSET, Map.of("text", "x".repeat(2_000)), List.of());
    }
}
