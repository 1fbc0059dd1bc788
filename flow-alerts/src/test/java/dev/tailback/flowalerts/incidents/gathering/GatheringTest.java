package dev.tailback.flowalerts.incidents.gathering;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.SpanSeen;
import dev.tailback.flowalerts.incidents.casefile.Written;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.spans.SpanStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long SECOND = 1_000_000_000L;

    private final SpanStore store = new SpanStore(100_000, 1 << 28);
    private final SpanTallies tallies = new SpanTallies();
    private final Figures figures = new Figures();
    private final RecentLogs logs = new RecentLogs(10, 1 << 20);
    private final Gathering gathering = new Gathering(new Sources(tallies, figures, store::trace, logs));
    private long next = 1;

    private void span(
            int second, String service, SpanKind kind, String name, long millis, Map<String, Object> attributes) {
        long end = Samples.nanos(NOON) + second * SECOND;
        Span span = new Span(
                new TraceId(0xab, 0xcd + next),
                0xef,
                Span.NO_PARENT,
                new Resource(service, Attributes.of(Map.of("service.name", service))),
                Scope.UNKNOWN,
                name,
                kind,
                end - millis * 1_000_000,
                end,
                SpanStatus.UNSET,
                "",
                Attributes.of(attributes),
                List.of(),
                List.of());
        next++;
        store.take(List.of(span));
        tallies.take(List.of(span));
    }

    private void point(int second, String service, String metric, double value, Map<String, Object> attributes) {
        figures.take(List.of(new MetricPoint(
                new Resource(service, Attributes.NONE),
                Scope.UNKNOWN,
                metric,
                "{cent}",
                MetricKind.SUM,
                Attributes.of(attributes),
                Samples.nanos(NOON) + second * SECOND,
                new MetricValue.Single(value))));
    }

    private static Incident incident() {
        Incidents incidents = Incidents.open(null);
        incidents.take(Samples.RULE, Samples.fired("a1", NOON));
        return incidents.find("a1").orElseThrow();
    }

    private CaseFile gathered(int second) {
        return gathering.gather(incident(), at(second)).orElseThrow();
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    /** A minute of a shop that is well, then scans. */
    private void scans() {
        for (int second = -120; second < 60; second++) {
            boolean isSlow = second >= -10;
            span(
                    second,
                    "inventory",
                    SpanKind.CLIENT,
                    "SELECT tailback.stock",
                    isSlow ? 2_000 : 2,
                    isSlow
                            ? Map.of(
                                    "db.system.name", "postgresql",
                                    "db.collection.name", "stock",
                                    "db.query.text", "SELECT * FROM stock WHERE sku = ?",
                                    "db.full_table_scan", true,
                                    "db.missing_index", List.of("idx_stock_sku"))
                            : Map.of("db.system.name", "postgresql", "db.collection.name", "stock"));
            span(
                    second,
                    "checkout",
                    SpanKind.CONSUMER,
                    "process stock",
                    5,
                    Map.of("checkout.failed", isSlow, "order.id", "order-" + second, "checkout.failure_reason", "x"));
        }
    }

    @Test
    void tellsTheCauseThePlanAndTheOrders() {
        scans();

        CaseFile file = gathered(60);

        assertThat(file.probableCause().orElseThrow().says()).isEqualTo("An index of stock is missing: idx_stock_sku");
        assertThat(file.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.table()).isEqualTo("stock");
            assertThat(plan.missingIndexes()).containsExactly("idx_stock_sku");
            assertThat(plan.seen()).isEqualTo(70);
        });
        assertThat(file.orders().failed()).isEqualTo(70);
        assertThat(file.orders().touched()).isEqualTo(80);
        assertThat(file.orders().ids()).startsWith("order-59").hasSize(70);
    }

    @Test
    void holdsTheVerySpanThatTheRuleCounted() {
        span(-120, "checkout", SpanKind.INTERNAL, "earlier", 1, Map.of());
        next = 0;
        span(0, "checkout", SpanKind.SERVER, "GET /products", 7, Map.of("x", "y".repeat(5_000)));

        SpanSeen span = gathered(1).spans().getFirst();

        assertThat(span.name()).isEqualTo("GET /products");
        assertThat(span.durationMs()).isEqualTo(7);
        assertThat(span.attributes().get("x").toString()).hasSize(1_001);
    }

    @Test
    void countsFailedRevenueByTheMinute() {
        span(-300, "checkout", SpanKind.INTERNAL, "earlier", 1, Map.of());
        for (int second = -120; second <= 180; second += 5) {
            point(second, "checkout", "checkout.failed_revenue", 1_000 + Math.max(0, second) * 10.0, Map.of());
        }

        CaseFile.Revenue revenue = gathered(180).revenue();

        assertThat(revenue.perMinute()).isEqualTo(600);
        assertThat(revenue.total()).isEqualTo(1_800);
        assertThat(revenue.minutes().stream().map(CaseFile.Minute::failed))
                .containsExactly(0.0, 0.0, 600.0, 600.0, 600.0);
    }

    @Test
    void tellsWhatHappenedInOrder() {
        scans();
        point(-30, "inventory", "db.client.connection.pending_requests", 0, Map.of());
        point(-5, "inventory", "db.client.connection.pending_requests", 9, Map.of());

        List<CaseFile.Moment> timeline = gathered(60).timeline();

        assertThat(timeline.stream().map(CaseFile.Moment::says))
                .containsSubsequence("somebody waits for a connection of inventory", "pool-exhausted fires");
        assertThat(timeline).isSortedAccordingTo(Comparator.comparing(CaseFile.Moment::at));
    }

    @Test
    void leavesWhatBeganBeforeItsMemoryAsItIs() {
        span(30, "checkout", SpanKind.INTERNAL, "later", 1, Map.of());

        assertThat(gathering.gather(incident(), at(60))).isEmpty();
    }

    @Test
    void isBoundedWhateverComes() {
        for (int i = 0; i < 3_000; i++) {
            span(
                    -100 + i % 100,
                    "service-" + i,
                    SpanKind.CLIENT,
                    "SELECT",
                    2_000,
                    Map.of(
                            "db.system.name",
                            "x",
                            "db.collection.name",
                            "t".repeat(3_000) + i,
                            "db.full_table_scan",
                            true,
                            "checkout.failed",
                            true,
                            "order.id",
                            "o" + i));
            point(i % 50, "service-" + i, "db.client.connection.max", i, Map.of("x", "y".repeat(2_000)));
            point(i % 50 + 50, "service-" + i, "db.client.connection.max", i + 1, Map.of("x", "y".repeat(2_000)));
        }

        CaseFile file = gathered(120);

        assertThat(file.spans()).hasSizeLessThanOrEqualTo(CaseFile.MOST_SPANS);
        assertThat(file.lines()).hasSizeLessThanOrEqualTo(CaseFile.MOST_LINES);
        assertThat(file.plans()).hasSizeLessThanOrEqualTo(CaseFile.MOST_PLANS);
        assertThat(file.timeline()).hasSizeLessThanOrEqualTo(CaseFile.MOST_MOMENTS);
        assertThat(file.leftOut().lines()).isPositive();
        assertThat(Written.JSON.writeValueAsString(file).length()).isLessThan(500_000);
    }
}
