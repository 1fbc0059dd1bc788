package dev.tailback.flowalerts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.store.writing.StoreCounts;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(ShopServersExtension.class)
@ResourceLock("the database of the spans")
class SpanWriterIT {
    private static final int QUEUE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ShopServers servers;
    private Databases databases;
    private Cable cable;
    private TraceSpans spans;

    @BeforeEach
    void openThroughACable(ShopServers injected) throws Exception {
        servers = injected;
        databases = new Databases(servers);
        databases.empty();
        cable = new Cable(servers.host(), servers.postgresPort());
        spans = TraceSpans.open(Stores.through(cable, servers, QUEUE), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        spans.close();
        cable.close();
    }

    @Test
    void writesWhatItTakes() throws Exception {
        spans.take(some(500, Instant.now()));

        awaitWritten(500);
        assertThat(databases.one("SELECT count(DISTINCT span_id) FROM trace_spans"))
                .isEqualTo("500");
        assertThat(spans.counts().writeMillis().mean()).isPositive();
    }

    @Test
    void aSpanOfADayWithoutTableIsLateAndTheOthersAreWritten() throws Exception {
        Instant now = Instant.now();
        spans.take(List.of(
                StoredSpans.span(1, now),
                StoredSpans.span(2, Instant.EPOCH),
                StoredSpans.span(3, now.plus(Duration.ofDays(20))),
                StoredSpans.span(4, now)));

        awaitWritten(2);
        assertThat(spans.counts().late()).isEqualTo(2);
    }

    @Test
    void aSpanOfLastWeekGetsItsTable() {
        spans.take(List.of(StoredSpans.span(1, Instant.now().minus(Duration.ofDays(5)))));

        awaitWritten(1);
    }

    @Test
    void whatNoDatabaseTakesIsMadeStorableAndFailsNobody() throws Exception {
        Span odd = StoredSpans.with(
                1, Instant.now(), SpanStatus.UNSET, Map.of("zero", "a\0b", "half", "\ud800", "not", Double.NaN));
        spans.take(List.of(odd, StoredSpans.span(2, Instant.now())));

        awaitWritten(2);
        assertThat(databases.one("SELECT metadata->'attributes'->>'zero' FROM trace_spans ORDER BY span_id LIMIT 1"))
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void aSpanThatCannotBeWrittenDownTakesNoneOfItsBatchWithIt() throws Exception {
        Object unspeakable = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("has no text");
            }
        };
        ArrayList<Span> batch = new ArrayList<>(some(50, Instant.now()));
        batch.add(25, StoredSpans.with(1, Instant.now(), SpanStatus.UNSET, Map.of("a", unspeakable)));
        batch.add(40, StoredSpans.with(2, Instant.now(), SpanStatus.ERROR, Map.of("error.type", unspeakable)));
        spans.take(batch);
        spans.take(some(7, Instant.now()));

        awaitWritten(57);
        assertThat(spans.counts().refused()).isEqualTo(2);
        assertBalanced();
    }

    @Test
    void aSchemaThatIsTooNewHoldsSpansUntilItIsPutRight() throws Exception {
        spans.close();
        databases.run(
                Databases.ADMIN, "INSERT INTO schema_migrations (number, name, checksum) VALUES (99, 'later', '')");
        spans = TraceSpans.open(Stores.at(servers), Clock.systemUTC());
        spans.take(some(20, Instant.now()));
        await().atMost(PATIENCE)
                .until(() -> String.valueOf(spans.counts().reason()).contains("a newer one has been here"));
        assertThat(spans.counts().state()).isEqualTo("away");

        databases.run(Databases.ADMIN, "DELETE FROM schema_migrations WHERE number = 99");

        awaitWritten(20);
        assertThat(spans.counts().state()).isEqualTo("up");
        assertThat(spans.counts().reason()).isNull();
        assertThat(spans.workers()).allMatch(worker -> worker.state().works());
    }

    @Test
    void aSpanToldTwiceCountsOnce() throws Exception {
        Span span = StoredSpans.span(1, Instant.now());
        spans.take(List.of(span, span));

        awaitWritten(2);
        assertThat(databases.one("SELECT total_spans FROM trace_spans_health")).isEqualTo("1");
    }

    @Test
    void aDatabaseThatIsGoneHoldsUpNobodyAndGetsWhatWaitedWhenItIsBack() throws Exception {
        spans.take(some(1, Instant.now()));
        awaitWritten(1);

        cable.cut();
        long start = System.nanoTime();
        spans.take(some(QUEUE + 200, Instant.now()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        await().atMost(PATIENCE).until(() -> spans.counts().state().equals("away"));
        assertThat(spans.counts().waiting()).isEqualTo(QUEUE);
        assertThat(spans.counts().droppedForQueue()).isEqualTo(200);

        cable.mend();
        awaitWritten(1 + QUEUE);
        assertThat(spans.counts().state()).isEqualTo("up");
        assertBalanced();
    }

    @Test
    void aDatabaseThatFallsSilentCountsAsGoneAndGoesOnWhenItSpeaks() throws Exception {
        spans.take(some(1, Instant.now()));
        awaitWritten(1);

        cable.silence();
        spans.take(some(QUEUE, Instant.now()));
        spans.take(some(50, Instant.now()));
        await().atMost(PATIENCE).until(() -> spans.counts().state().equals("away"));
        assertThat(spans.counts().waitingBytes()).isPositive();

        cable.mend();
        awaitWritten(1 + QUEUE);
        assertThat(spans.counts().droppedForQueue()).isEqualTo(50);
        assertBalanced();
        assertThat(databases.one("SELECT count(DISTINCT (trace_id, span_id)) FROM trace_spans"))
                .isEqualTo(String.valueOf(1 + QUEUE));
    }

    @Test
    void aSlowDatabaseFillsTheQueueAndNoMore() throws Exception {
        spans.take(some(1, Instant.now()));
        awaitWritten(1);
        try (Connection locked = databases.admin();
                Statement statement = locked.createStatement()) {
            locked.setAutoCommit(false);
            statement.execute("LOCK TABLE trace_spans IN SHARE MODE");

            IntStream.range(0, 30).forEach(i -> spans.take(some(100, Instant.now())));
            assertThat(spans.counts().waiting()).isEqualTo(QUEUE);
            assertThat(spans.counts().droppedForQueue()).isEqualTo(2_000);
            locked.rollback();
        }
        awaitWritten(1 + QUEUE);
        assertBalanced();
    }

    private void assertBalanced() {
        StoreCounts counts = spans.counts();
        assertThat(counts.taken())
                .isEqualTo(counts.written()
                        + counts.waiting()
                        + counts.late()
                        + counts.refused()
                        + counts.droppedForDisk());
    }

    private void awaitWritten(int count) {
        await().atMost(PATIENCE).until(() -> spans.counts().written() >= count);
        assertThat(spans.counts().written()).isEqualTo(count);
    }

    private static List<Span> some(int count, Instant at) {
        return IntStream.range(0, count).mapToObj(i -> StoredSpans.random(at)).toList();
    }
}
