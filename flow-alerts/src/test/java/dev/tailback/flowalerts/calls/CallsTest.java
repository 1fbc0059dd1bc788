package dev.tailback.flowalerts.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:02Z");
    private static final Map<String, ?> DATABASE =
            Map.of("db.system.name", "postgresql", "server.address", "db1", "server.port", 5432L);

    private Instant now = NOW;
    private final Calls calls = new Calls(() -> now);

    @Test
    void bothEndsOfAnEdgeAreNamedByTheSpanItself() {
        calls.take(List.of(
                span("catalog", SpanKind.SERVER, Map.of("http.route", "/products"), 10),
                span("catalog", SpanKind.CLIENT, DATABASE, 4),
                span("checkout", SpanKind.CLIENT, Map.of("server.address", "pay", "server.port", 8086L), 6),
                span("relay", SpanKind.PRODUCER, Map.of("messaging.destination.name", "carts"), 2),
                span("checkout", SpanKind.CONSUMER, Map.of("messaging.destination.name", "carts"), 3),
                span("checkout", SpanKind.INTERNAL, Map.of(), 3)));

        assertThat(calls.minute().edges())
                .extracting(Calls.Traffic::edge)
                .containsExactlyInAnyOrder(
                        new Edge(Edge.Kind.REQUEST, "", "catalog", ""),
                        new Edge(Edge.Kind.STATEMENT, "catalog", "postgresql", "db1:5432"),
                        new Edge(Edge.Kind.CALL, "checkout", "pay", "pay:8086"),
                        new Edge(Edge.Kind.SEND, "relay", "carts", ""),
                        new Edge(Edge.Kind.READ, "carts", "checkout", ""));
    }

    @Test
    void rateAndP95AndErrorsAreThoseOfTheSpans() {
        calls.take(IntStream.rangeClosed(1, 100)
                .mapToObj(millis -> span("catalog", SpanKind.SERVER, Map.of(), millis))
                .toList());
        calls.take(List.of(failed("catalog"), failed("catalog")));

        Calls.Traffic traffic = calls.minute().edges().getFirst();

        assertThat(traffic.count()).isEqualTo(102);
        assertThat(traffic.perSecond()).isEqualTo(102 / 60.0);
        assertThat(traffic.errors()).isEqualTo(2);
        assertThat(traffic.p95Ms()).isCloseTo(95, within(9.5));
        assertThat(traffic.longestMs()).isEqualTo(100);
    }

    @Test
    void whatEndedLongerThanAMinuteAgoIsForgotten() {
        calls.take(List.of(span("catalog", SpanKind.SERVER, Map.of(), 1)));

        now = NOW.plusSeconds(55);
        assertThat(calls.minute().edges()).hasSize(1);
        now = NOW.plusSeconds(65);
        assertThat(calls.minute().edges()).isEmpty();
    }

    @Test
    void aClockThatIsAheadTakesNoStepThatCounts() {
        calls.take(List.of(span("catalog", SpanKind.SERVER, Map.of(), 1)));

        calls.take(List.of(endingAt(NOW.plus(Duration.ofHours(1)), "catalog", SpanKind.SERVER, Map.of(), 1)));
        calls.take(List.of(endingAt(NOW.plusSeconds(5), "catalog", SpanKind.SERVER, Map.of(), 1)));

        assertThat(calls.minute().edges().getFirst().count()).isEqualTo(1);
    }

    @Test
    void moreEdgesThanAreToldApartAreCountedAsLeftOut() {
        calls.take(IntStream.range(0, Calls.MOST_EDGES + 7)
                .mapToObj(n -> span("service-" + n, SpanKind.SERVER, Map.of(), 1))
                .toList());

        assertThat(calls.minute().edges()).hasSize(Calls.MOST_EDGES);
        assertThat(calls.minute().leftOut()).isEqualTo(7);
    }

    @Test
    void aNameOfAMegabyteIsCut() {
        calls.take(List.of(span("x".repeat(1 << 20), SpanKind.SERVER, Map.of(), 1)));

        assertThat(calls.minute().edges().getFirst().edge().to()).hasSize(101);
    }

    private static Span span(String service, SpanKind kind, Map<String, ?> attributes, long millis) {
        return endingAt(NOW.minusSeconds(10), service, kind, attributes, millis);
    }

    private static Span endingAt(Instant end, String service, SpanKind kind, Map<String, ?> attributes, long millis) {
        return span(end, service, kind, SpanStatus.UNSET, attributes, millis);
    }

    private static Span failed(String service) {
        return span(NOW.minusSeconds(10), service, SpanKind.SERVER, SpanStatus.ERROR, Map.of(), 1);
    }

    private static Span span(
            Instant end, String service, SpanKind kind, SpanStatus status, Map<String, ?> attributes, long millis) {
        long nanos = end.getEpochSecond() * 1_000_000_000 + end.getNano();
        return new Span(
                new TraceId(0, 1),
                1,
                Span.NO_PARENT,
                new Resource(service, Attributes.NONE),
                Scope.UNKNOWN,
                "a span",
                kind,
                nanos - millis * 1_000_000,
                nanos,
                status,
                "",
                Attributes.of(attributes),
                List.of(),
                List.of());
    }
}
