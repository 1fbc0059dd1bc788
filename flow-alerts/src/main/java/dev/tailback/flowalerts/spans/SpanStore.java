package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.signals.SharedParts;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The latest spans, by trace, bounded by their number and by about their bytes, since spans of many long attributes would
 * fill a small heap before their number is reached.
 *
 * <p>When it is full, the trace that came first goes, whole: half a trace would look like a broken flow. A trace without
 * end cannot push the others out, as it soon is the eldest itself. A span that comes after its trace went begins the trace
 * anew.
 */
public final class SpanStore implements SpanSink {
    private final int maxSpans;
    private final long maxBytes;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final LinkedHashMap<TraceId, Map<Long, Span>> traces = new LinkedHashMap<>();
    private final SharedParts sharedParts = new SharedParts();
    private long stored;
    private long bytes;
    private long received;
    private long evicted;

    public SpanStore(int maxSpans, long maxBytes) {
        if (maxSpans < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "maxSpans is %d and maxBytes %d; allowed: 1 or more".formatted(maxSpans, maxBytes));
        }
        this.maxSpans = maxSpans;
        this.maxBytes = maxBytes;
    }

    /** Is never full, since old traces go; a span that is there already is replaced, and not counted again. */
    @Override
    public Intake take(List<Span> spans) {
        return locked(lock.writeLock(), () -> {
            spans.forEach(this::add);
            return Intake.TAKEN;
        });
    }

    private void add(Span span) {
        Map<Long, Span> trace = traces.computeIfAbsent(span.traceId(), id -> new LinkedHashMap<>());
        Span replaced = trace.put(span.spanId(), span);
        bytes += span.bytes() + sharedParts.hold(span.resource(), span.scope());
        if (replaced == null) {
            stored++;
            received++;
        } else {
            bytes -= replaced.bytes() + sharedParts.release(replaced.resource(), replaced.scope());
        }
        while (stored > 1 && (stored > maxSpans || bytes > maxBytes)) {
            evict();
        }
    }

    private void evict() {
        Map.Entry<TraceId, Map<Long, Span>> eldest = traces.firstEntry();
        if (traces.size() > 1) {
            traces.remove(eldest.getKey());
            eldest.getValue().values().forEach(this::forget);
        } else {
            Iterator<Span> spans = eldest.getValue().values().iterator();
            forget(spans.next());
            spans.remove();
        }
    }

    private void forget(Span span) {
        stored--;
        evicted++;
        bytes -= span.bytes() + sharedParts.release(span.resource(), span.scope());
    }

    public SpanCounts counts() {
        return locked(lock.readLock(), () -> new SpanCounts(received, stored, evicted, maxSpans));
    }

    /** The spans of a trace by start; none when it is unknown. */
    public List<Span> trace(TraceId traceId) {
        return locked(
                lock.readLock(),
                () -> spansOf(traceId).stream().sorted(Span.BY_START).toList());
    }

    /** What these spans link to, at most 10,000 spans of it. */
    public LinkedSpans linkedFrom(Collection<Span> spans) {
        return locked(lock.readLock(), () -> LinkedSpans.of(spans, this::spansOf));
    }

    private Collection<Span> spansOf(TraceId traceId) {
        return traces.getOrDefault(traceId, Map.of()).values();
    }

    /** The traces that started last, the latest first. */
    public List<TraceSummary> newest(int limit) {
        return newest(limit, span -> true);
    }

    /** The latest traces with a span that has the attribute. Looks at every span: for people, not for rules. */
    public List<TraceSummary> newestWith(String attribute, String value, int limit) {
        return newest(limit, span -> span.attributes().has(attribute, value));
    }

    private List<TraceSummary> newest(int limit, Predicate<Span> wanted) {
        return locked(
                lock.readLock(),
                () -> traces.values().stream()
                        .filter(trace -> trace.values().stream().anyMatch(wanted))
                        .map(trace -> TraceSummary.of(trace.values()))
                        .sorted(Comparator.comparingLong(TraceSummary::startUnixNano)
                                .reversed())
                        .limit(limit)
                        .toList());
    }

    private static <T> T locked(Lock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
