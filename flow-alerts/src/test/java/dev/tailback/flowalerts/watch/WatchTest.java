package dev.tailback.flowalerts.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final String SCANS = """
            rule: scans
            by: service.name
            stages: [{span: db.full_table_scan == true, at_least: 3}]
            """;

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private final Clock clock = Clock.systemUTC();
    private Watch watch;
    private long spans;

    private static final class Heard implements Verdicts {
        final List<Verdict> told = new CopyOnWriteArrayList<>();
        final List<List<Explanation>> waiting = new CopyOnWriteArrayList<>();

        @Override
        public void take(Change change) {
            told.add(change.verdict());
        }

        @Override
        public void waiting(List<Explanation> now) {
            waiting.add(now);
        }

        List<String> fired() {
            return told.stream()
                    .filter(Verdict.Fired.class::isInstance)
                    .map(verdict -> verdict.rule() + " for " + verdict.key())
                    .toList();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve(name), text);
    }

    private void start() {
        watch = new Watch(
                new WatchSettings(
                        List.of(folder.resolve("rules")),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Optional.of(folder.resolve("state"))),
                clock);
        watch.begin(List.of(heard));
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    private void span(String service, Map<String, ?> attributes) {
        long now = clock.millis() * 1_000_000;
        watch.take(List.of(new Span(
                new TraceId(1, ++spans),
                spans,
                Span.NO_PARENT,
                new Resource(service, Attributes.of(Map.of("service.name", service))),
                Scope.UNKNOWN,
                "SELECT",
                SpanKind.CLIENT,
                now - 1_000_000,
                now,
                SpanStatus.UNSET,
                "",
                Attributes.of(attributes),
                List.of(),
                List.of())));
    }

    private void scan(String service) {
        span(service, Map.of("db.full_table_scan", true));
    }

    @Test
    void whatSpansSatisfyFires() throws IOException {
        write("scans.yaml", SCANS);
        start();

        scan("catalog");
        scan("catalog");
        scan("checkout");
        span("catalog", Map.of("db.full_table_scan", false));
        assertThat(watch.view("scans")
                        .orElseThrow()
                        .nearest()
                        .getFirst()
                        .stages()
                        .getFirst()
                        .matched())
                .isEqualTo(2);
        scan("catalog");

        await().untilAsserted(() -> assertThat(heard.fired()).containsExactly("scans for catalog"));
    }

    @Test
    void onlyWhatSomeRuleAsksForIsHandedOn() throws IOException {
        write("scans.yaml", SCANS);
        start();

        scan("catalog");
        span("catalog", Map.of("db.slow_query", true));
        watch.points(Way.OTLP, List.of(point("queue.size", 3)));

        assertThat(watch.view().looked()).isEqualTo(3);
        assertThat(watch.view().asked()).isEqualTo(1);
    }

    @Test
    void aFileThatComesLaterIsReadAndTheOthersKeepWhatTheyKnow() throws IOException {
        write("scans.yaml", SCANS);
        start();
        scan("catalog");
        scan("catalog");

        write("slow.yaml", "rule: slow\nby: service.name\nstages: [{span: db.slow_query == true}]\n");
        await().untilAsserted(() -> assertThat(watch.view("slow")).isPresent());
        scan("catalog");
        span("catalog", Map.of("db.slow_query", true));

        await().untilAsserted(() ->
                assertThat(heard.fired()).containsExactlyInAnyOrder("scans for catalog", "slow for catalog"));
    }

    @Test
    void aFileThatIsWrongNowKeepsItsRulesAsTheyWereAndStopsNoOther() throws IOException {
        write("scans.yaml", SCANS);
        start();

        write("scans.yaml", SCANS.replace("at_least: 3", "at_most: 3"));
        write("slow.yaml", "rule: slow\nstages: [{span: db.slow_query == true}]\n");
        await().untilAsserted(() -> assertThat(watch.view("slow")).isPresent());

        WatchView.File file = watch.view().files().getFirst();
        assertThat(file.isWrong()).isTrue();
        assertThat(file.stale()).containsExactly("scans");
        assertThat(file.issues().toString()).contains("at_most");
        assertThat(watch.view("scans")).isPresent();
    }

    @Test
    void aRuleThatIsEditedWhileItFiresLetsItsIncidentGo() throws IOException {
        write("scans.yaml", SCANS.replace("3", "1"));
        start();
        scan("catalog");
        await().untilAsserted(() -> assertThat(heard.fired()).hasSize(1));
        assertThat(watch.open()).hasSize(1);

        write("scans.yaml", SCANS.replace("3", "2"));

        await().untilAsserted(() -> assertThat(heard.told)
                .last()
                .isInstanceOfSatisfying(
                        Verdict.Resolved.class, end -> assertThat(end.ending()).isEqualTo(Verdict.Ending.ABANDONED)));
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void aNewSentenceForPeopleChangesNothingThatARuleKnows() throws IOException {
        write("scans.yaml", SCANS);
        start();
        scan("catalog");
        scan("catalog");

        write("scans.yaml", SCANS + "annotations: {summary: scans}\n");
        await().untilAsserted(() -> assertThat(
                        watch.view("scans").orElseThrow().rule().annotations())
                .isNotEmpty());
        scan("catalog");

        await().untilAsserted(() -> assertThat(heard.fired()).containsExactly("scans for catalog"));
    }

    @Test
    void aRestartGoesOnFromWhatWasKnown() throws IOException {
        write("scans.yaml", SCANS);
        start();
        scan("catalog");
        scan("catalog");
        watch.close();

        start();
        scan("catalog");

        await().untilAsserted(() -> assertThat(heard.fired()).containsExactly("scans for catalog"));
    }

    @Test
    void aCheckpointThatCannotBeReadIsPassedOver() throws IOException {
        write("scans.yaml", SCANS);
        start();
        scan("catalog");
        watch.close();
        Path file = folder.resolve("state/rules.checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);

        start();

        assertThat(watch.view("scans").orElseThrow().keys()).isZero();
    }

    @Test
    void whatIsDatedFarAheadOfTheClockMakesNobodyLate() throws IOException {
        write("scans.yaml", SCANS.replace("3", "1"));
        start();
        long tomorrow = clock.millis() * 1_000_000 + Duration.ofDays(1).toNanos();
        watch.lines(Way.OTLP, List.of());
        watch.points(Way.OTLP, List.of(pointAt("queue.size", 1, tomorrow)));

        scan("catalog");

        await().untilAsserted(() -> assertThat(heard.fired()).containsExactly("scans for catalog"));
    }

    @Test
    void whatFlowAlertsSaysOfItsServersIsDecidedApart() throws IOException {
        write("lost.yaml", "rule: broker-lost\nby: []\nstages: [{metric: flow_alerts.broker.up == 0}]\n");
        start();

        watch.ofOwnServers(List.of(point(OwnMetrics.BROKER_UP, 0)));

        await().untilAsserted(() -> assertThat(heard.fired()).containsExactly("broker-lost for "));
        assertThat(watch.view().asked()).isZero();
    }

    @Test
    void whatWouldFireButForItsTimeIsTold() throws IOException {
        write("scans.yaml", SCANS.replace("3", "1") + "for: 1h\nwithin: 2h\n");
        start();
        scan("catalog");
        await().untilAsserted(() -> {
            span("catalog", Map.of());
            assertThat(heard.waiting).isNotEmpty();
        });

        assertThat(heard.waiting.getFirst().getFirst().phase()).isEqualTo(Explanation.Phase.PENDING);
    }

    private MetricPoint point(String name, long value) {
        return pointAt(name, value, clock.millis() * 1_000_000);
    }

    private static MetricPoint pointAt(String name, long value, long nanos) {
        return new MetricPoint(
                new Resource("flow-alerts", Attributes.NONE),
                Scope.UNKNOWN,
                name,
                "1",
                MetricKind.GAUGE,
                Attributes.NONE,
                nanos,
                new MetricValue.Single(value));
    }
}
