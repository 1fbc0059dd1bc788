package dev.tailback.flowalerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.store.table.Outcome;
import dev.tailback.flowalerts.store.table.Partition;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many spans a second the store writes, and what it costs; docs/spans.md has the figures. */
@ExtendWith(ShopServersExtension.class)
@Isolated("measures")
@EnabledIfSystemProperty(named = "tailback.bench", matches = "true")
class StoreBenchIT {
    private static final int SPANS = 100_000;
    private static final int WARM_UP = 20_000;
    private static final int QUEUE = 20_000;
    private static final int SPANS_OF_A_TRACE = 20;
    private static final int SPANS_OF_A_REQUEST = 500;

    private final SplittableRandom random = new SplittableRandom(1);
    private Databases databases;
    private ShopServers servers;

    @BeforeEach
    void empty(ShopServers shopServers) throws SQLException {
        servers = shopServers;
        databases = new Databases(shopServers);
        databases.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGGED", "UNLOGGED", "LOGGED", "UNLOGGED"})
    void writesSpansAsFastAsItCan(String persistence) throws Exception {
        makeToday(persistence);
        try (TraceSpans spans = TraceSpans.open(Stores.queueing(servers, QUEUE), Clock.systemUTC())) {
            write(spans, WARM_UP);
            long wal = wal();
            Duration writer = writerCpu();
            Duration backend = backendCpu();
            long start = System.nanoTime();
            write(spans, SPANS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(spans.counts().droppedForQueue()).isZero();
            System.out.printf(
                    "%s: %,.0f spans/s, %.4f ms a span (worst batch %.4f); processor a span: writer %.1f µs, PostgreSQL"
                            + " %.1f µs; %,d bytes of WAL, %,d bytes on disk%n",
                    persistence,
                    SPANS / (took.toNanos() / 1e9),
                    spans.counts().writeMillis().mean(),
                    spans.counts().writeMillis().worst(),
                    writerCpu().minus(writer).toNanos() / 1e3 / SPANS,
                    backendCpu().minus(backend).toNanos() / 1e3 / SPANS,
                    (wal() - wal) / SPANS,
                    Long.parseLong(databases.one(
                                    "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('trace_spans')"))
                            / (SPANS + WARM_UP));
        }
    }

    @Test
    void aFullQueueTakesSoMuchOfTheHeap() {
        Cable cable = new Cable(servers.host(), servers.postgresPort());
        cable.cut();
        try (TraceSpans spans = TraceSpans.open(Stores.through(cable, servers, QUEUE), Clock.systemUTC())) {
            long before = usedHeap();
            for (int i = 0; i < 2 * QUEUE; i += SPANS_OF_A_REQUEST) {
                spans.take(some(SPANS_OF_A_REQUEST));
            }
            System.out.printf(
                    "full queue: %,d spans, %,d bytes of heap, %,d as counted%n",
                    spans.counts().waiting(),
                    usedHeap() - before,
                    spans.counts().waitingBytes());
        }
        cable.close();
    }

    private void makeToday(String persistence) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (Outcome outcome : Outcome.values()) {
            Partition partition = new Partition(outcome, today);
            databases.run(Databases.ADMIN, partition.create());
            databases.run(Databases.ADMIN, "ALTER TABLE " + partition.name() + " SET " + persistence);
        }
    }

    /** As fast as they are written: whoever pushes harder measures what is dropped. */
    private void write(TraceSpans spans, int count) throws InterruptedException {
        long written = spans.counts().written() + count;
        for (int sent = 0; sent < count; sent += SPANS_OF_A_REQUEST) {
            List<Span> request = some(SPANS_OF_A_REQUEST);
            while (spans.counts().waiting() > QUEUE - SPANS_OF_A_REQUEST) {
                Thread.sleep(1);
            }
            spans.take(request);
        }
        while (spans.counts().written() < written) {
            Thread.sleep(1);
        }
    }

    private List<Span> some(int count) {
        List<Span> spans = new ArrayList<>(count);
        Instant now = Instant.now();
        for (int i = 0; i < count; i += SPANS_OF_A_TRACE) {
            TraceId trace = new TraceId(random.nextLong(), random.nextLong());
            String order = "01980a3c-7c1e-7000-8000-" + "%012x".formatted(random.nextLong() & 0xffffffffffffL);
            for (int j = 0; j < SPANS_OF_A_TRACE; j++) {
                spans.add(span(trace, order, now, j));
            }
        }
        return spans;
    }

    /** As a query of the shop looks. */
    private Span span(TraceId trace, String order, Instant now, int n) {
        return StoredSpans.of(
                trace,
                random.nextLong(),
                now,
                Duration.ofNanos(random.nextLong(50_000_000)),
                n == 0 && random.nextInt(10) == 0 ? SpanStatus.ERROR : SpanStatus.UNSET,
                Map.ofEntries(
                        Map.entry("order.id", order),
                        Map.entry("db.system.name", "postgresql"),
                        Map.entry("db.namespace", "tailback"),
                        Map.entry("db.collection.name", "orders"),
                        Map.entry("db.operation.name", "UPDATE"),
                        Map.entry("db.query.text", "UPDATE orders SET state = ? WHERE id = ANY (?) RETURNING id"),
                        Map.entry("db.query.duration_ms", random.nextDouble()),
                        Map.entry("db.rows_returned", 20L),
                        Map.entry("db.connection_pool.active", random.nextLong(100)),
                        Map.entry("db.connection_pool.max", 100L),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", 15432L)));
    }

    private static Duration writerCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("spans-writer"))
                .map(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.threadId())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of the one backend that has the store's COPY; what the walwriter does for it is not in it. */
    private Duration backendCpu() throws SQLException {
        try (Connection superuser = servers.superuser()) {
            String pid = Databases.one(
                    superuser,
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'flow-alerts' AND query LIKE 'COPY%'");
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow();
        }
    }

    private long wal() throws SQLException {
        return Long.parseLong(databases.one("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
