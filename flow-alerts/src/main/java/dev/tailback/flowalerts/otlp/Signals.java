package dev.tailback.flowalerts.otlp;

import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.spans.SpanSink;
import java.util.concurrent.atomic.LongAdder;

/** All that is taken, and what was made of it, for every way in. */
public final class Signals {
    private final Signal traces;
    private final Signal metrics;
    private final Signal logs;
    private final LongAdder refused = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    public Signals(SpanSink spans, LatestMetrics latestMetrics, RecentLogs recentLogs) {
        var shared = new Shared();
        this.traces = new Traces(spans, shared);
        this.metrics = new Metrics(latestMetrics, shared);
        this.logs = new Logs(recentLogs, shared);
    }

    public Signal traces() {
        return traces;
    }

    public Signal metrics() {
        return metrics;
    }

    public Signal logs() {
        return logs;
    }

    public void count(Refusal refusal) {
        refused.increment();
        if (refusal.isForSize()) {
            tooLarge.increment();
        } else if (refusal.isForLackOfRoom()) {
            turnedAway.increment();
        }
    }

    public OtlpCounts counts() {
        return new OtlpCounts(
                traces.counts(), metrics.counts(), logs.counts(), refused.sum(), tooLarge.sum(), turnedAway.sum());
    }
}
