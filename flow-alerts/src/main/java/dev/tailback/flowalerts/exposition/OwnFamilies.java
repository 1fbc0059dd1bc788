package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.exposition.Family.Kind;
import dev.tailback.flowalerts.logs.LogCounts;
import dev.tailback.flowalerts.metrics.MetricCounts;
import dev.tailback.flowalerts.otlp.OtlpCounts;
import dev.tailback.flowalerts.otlp.SignalCounts;
import dev.tailback.flowalerts.spans.SpanCounts;
import dev.tailback.flowalerts.store.writing.StoreCounts;
import dev.tailback.flowalerts.store.writing.WriteTime;
import dev.tailback.flowalerts.workers.WorkerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How flow-alerts itself is. */
public final class OwnFamilies {
    private static final String REASON = "reason";

    private OwnFamilies() {}

    public static List<Family> received(OtlpCounts otlp) {
        Map<String, SignalCounts> signals = new LinkedHashMap<>();
        signals.put("traces", otlp.traces());
        signals.put("metrics", otlp.metrics());
        signals.put("logs", otlp.logs());
        return List.of(
                of("requests", "OTLP requests that were taken.", signals, SignalCounts::requests),
                of("items", "Spans, data points and log records that were taken.", signals, SignalCounts::items),
                of("rejected", "Items that could not be kept.", signals, SignalCounts::rejected),
                Family.counter(
                        "flow_alerts_received_refused_total",
                        "OTLP requests of which nothing was taken.",
                        otlp.refused()),
                Family.counter(
                        "flow_alerts_received_turned_away_total",
                        "OTLP requests that there was no room for.",
                        otlp.turnedAway()));
    }

    private static Family of(
            String what, String help, Map<String, SignalCounts> signals, ToLongFunction<SignalCounts> count) {
        Growing family = new Growing("flow_alerts_received_" + what + "_total", Kind.COUNTER, help);
        signals.forEach((signal, counts) -> family.add(Family.labels("signal", signal), count.applyAsLong(counts)));
        return family.family();
    }

    public static List<Family> remembered(SpanCounts spans, MetricCounts metrics, LogCounts logs) {
        Growing kept = Growing.gauge("flow_alerts_memory_items", "Spans, series and log records in memory.");
        kept.add(Family.labels("signal", "traces"), spans.stored());
        kept.add(Family.labels("signal", "metrics"), metrics.series());
        kept.add(Family.labels("signal", "logs"), logs.stored());
        Growing evicted = new Growing(
                "flow_alerts_memory_evicted_total", Kind.COUNTER, "Items that had to go from memory for others.");
        evicted.add(Family.labels("signal", "traces"), spans.evicted());
        evicted.add(Family.labels("signal", "metrics"), metrics.evicted());
        evicted.add(Family.labels("signal", "logs"), logs.evicted());
        return List.of(kept.family(), evicted.family());
    }

    public static List<Family> stored(StoreCounts store) {
        Growing dropped = new Growing(
                "flow_alerts_store_dropped_total", Kind.COUNTER, "Spans that were not stored, by the reason.");
        dropped.add(Family.labels(REASON, "queue"), store.droppedForQueue());
        dropped.add(Family.labels(REASON, "disk"), store.droppedForDisk());
        dropped.add(Family.labels(REASON, "refused"), store.refused());
        dropped.add(Family.labels(REASON, "late"), store.late());
        WriteTime write = store.writeMillis();
        Growing over = new Growing(
                "flow_alerts_store_batches_over_total",
                Kind.COUNTER,
                "Batches that took longer to write, a span, than that many milliseconds.");
        over.add(Family.labels("millis", "5"), write.batchesOver5());
        over.add(Family.labels("millis", "10"), write.batchesOver10());
        over.add(Family.labels("millis", "50"), write.batchesOver50());
        return List.of(
                Family.gauge(
                        "flow_alerts_store_up",
                        "1 while the database of the spans answers.",
                        store.state().equals("up") ? 1 : 0),
                Family.counter("flow_alerts_store_written_total", "Spans written to the database.", store.written()),
                dropped.family(),
                Family.gauge("flow_alerts_store_waiting_spans", "Spans that wait to be written.", store.waiting()),
                Family.gauge("flow_alerts_store_bytes", "Tables and indexes of the spans on disk.", store.bytes()),
                Family.gauge("flow_alerts_store_max_bytes", "What they may take.", store.maxBytes()),
                Family.gauge(
                        "flow_alerts_store_write_seconds_mean",
                        "How long writing takes, a span, over the last minute.",
                        write.mean() / 1000),
                Family.gauge(
                        "flow_alerts_store_write_seconds_worst",
                        "How long the worst batch of the last minute took, a span.",
                        write.worst() / 1000),
                over.family());
    }

    public static List<Family> workers(List<WorkerState> workers) {
        Growing up = Growing.gauge("flow_alerts_worker_up", "1 while the worker works.");
        Growing failures =
                new Growing("flow_alerts_worker_failures_total", Kind.COUNTER, "Failures that nobody had foreseen.");
        for (WorkerState worker : workers) {
            up.add(Family.labels("worker", worker.name()), worker.works() ? 1 : 0);
            failures.add(Family.labels("worker", worker.name()), worker.failures());
        }
        return List.of(up.family(), failures.family());
    }
}
