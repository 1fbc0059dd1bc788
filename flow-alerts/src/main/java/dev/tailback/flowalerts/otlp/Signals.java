package dev.tailback.flowalerts.otlp;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.spans.SpanSink;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** All that is taken, and what was made of it, for every way in. */
public final class Signals {
    private final Signal traces;
    private final Signal metrics;
    private final Signal logs;
    private final LongAdder refused = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    public Signals(SpanSink spans, Consumer<List<MetricPoint>> points, Consumer<List<LogLine>> lines) {
        Shared shared = new Shared();
        this.traces = new Traces(spans, shared);
        this.metrics = new Metrics(points, shared);
        this.logs = new Logs(lines, shared);
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
