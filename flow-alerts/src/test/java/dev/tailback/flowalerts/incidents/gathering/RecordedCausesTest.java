package dev.tailback.flowalerts.incidents.gathering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.otlp.RecordedRequests;
import dev.tailback.flowalerts.spans.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is said to be behind what the lab recorded while its faults were set. */
class RecordedCausesTest {
    private final SpanTallies tallies = new SpanTallies();
    private final Figures figures = new Figures();
    private final List<Span> spans = new ArrayList<>();

    private void play(String recording) throws IOException {
        RecordedRequests requests = new RecordedRequests();
        Path file = Path.of("src/test/recordings", recording + ".otlp.jsonl.gz");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RecordedRequests.Read read =
                        requests.read(line, new StringBuilder()).orElseThrow();
                spans.addAll(read.spans());
                figures.take(read.points());
            }
        }
        tallies.take(spans);
    }

    /** Of an incident that began with the first such span, looked at when the recording ends. */
    private CaseFile fileSince(Predicate<Span> first) {
        long began =
                spans.stream().filter(first).mapToLong(Span::endUnixNano).min().orElseThrow();
        long end = spans.stream().mapToLong(Span::endUnixNano).max().orElseThrow();
        Incidents incidents = Incidents.open(null);
        incidents.take(Samples.RULE, Samples.fired("a1", Window.instant(began), Map.of()));
        Sources sources = new Sources(tallies, figures, trace -> List.of(), new RecentLogs(10, 1 << 20));
        return new Gathering(sources)
                .gather(incidents.find("a1").orElseThrow(), Window.instant(end))
                .orElseThrow();
    }

    @Test
    void ofScansAnIndexIsMissing() throws IOException {
        play("scans");

        CaseFile file = fileSince(span -> Boolean.TRUE.equals(span.attributes().get("db.full_table_scan")));

        assertThat(file.probableCause().orElseThrow().id()).isEqualTo("missing-index");
        assertThat(file.plans()).isNotEmpty();
    }

    @Test
    void ofPoisonSomeRecordsCannotBeProcessed() throws IOException {
        play("poisoned");

        CaseFile file = fileSince(span -> span.name().endsWith(".dead"));

        assertThat(file.probableCause().orElseThrow().id()).isEqualTo("poison");
    }

    @Test
    void ofAKilledConsumerItIsDead() throws IOException {
        play("killed-inventory");

        // A third of the recording is well; then nothing is read for 40 s.
        assertThat(after(40).probableCause().orElseThrow().id()).isEqualTo("dead-consumer");
    }

    @Test
    void ofARelayThatStandsStillTheOutboxIsStalled() throws IOException {
        play("stalled-relay");

        assertThat(after(26).probableCause().orElseThrow().id()).isEqualTo("stalled-outbox");
    }

    @Test
    void ofAPoolThatIsHeldSomebodyHoldsConnections() throws IOException {
        play("pool-exhaustion");

        CaseFile file = fileSince(span -> Boolean.TRUE.equals(span.attributes().get("db.connection.pool.exhausted")));

        assertThat(file.probableCause().orElseThrow().id()).isEqualTo("held-connections");
    }

    /** Of an incident that began so many seconds after the recording did. */
    private CaseFile after(int seconds) {
        long first = spans.stream().mapToLong(Span::endUnixNano).min().orElseThrow();
        return fileSince(span -> span.endUnixNano() >= first + seconds * 1_000_000_000L);
    }

    @Test
    void ofAShopThatIsWellNothingIsProbable() throws IOException {
        play("healthy");
        long middle = spans.stream()
                .mapToLong(Span::endUnixNano)
                .sorted()
                .skip(spans.size() / 2)
                .findFirst()
                .orElseThrow();

        assertThat(fileSince(span -> span.endUnixNano() >= middle).probableCause())
                .isEmpty();
    }
}
