package dev.tailback.flowalerts.metrics;

import dev.tailback.flowalerts.signals.SharedParts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The latest point of every series, bounded by the number of series and by about their bytes. When it is full, the series
 * that has been silent for longest goes.
 */
public final class LatestMetrics {
    private final int maxSeries;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<MetricPoint.Series, MetricPoint> points = new LinkedHashMap<>();
    private final SharedParts sharedParts = new SharedParts();
    private long bytes;
    private long received;
    private long evicted;

    public LatestMetrics(int maxSeries, long maxBytes) {
        if (maxSeries < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "maxSeries is %d and maxBytes %d; allowed: 1 or more".formatted(maxSeries, maxBytes));
        }
        this.maxSeries = maxSeries;
        this.maxBytes = maxBytes;
    }

    /** Takes points; one that is older than what is known of its series changes nothing. */
    public void take(List<MetricPoint> taken) {
        lock.lock();
        try {
            received += taken.size();
            taken.forEach(this::take);
        } finally {
            lock.unlock();
        }
    }

    private void take(MetricPoint point) {
        MetricPoint known = points.get(point.series());
        if (known != null && known.unixNano() > point.unixNano()) {
            return;
        }
        MetricPoint replaced = points.putLast(point.series(), point);
        bytes += point.bytes() + sharedParts.hold(point.resource(), point.scope());
        if (replaced != null) {
            bytes -= release(replaced);
        }
        while (points.size() > 1 && (points.size() > maxSeries || bytes > maxBytes)) {
            bytes -= release(points.pollFirstEntry().getValue());
            evicted++;
        }
    }

    /** What is free again when the point goes. */
    private int release(MetricPoint gone) {
        return gone.bytes() + sharedParts.release(gone.resource(), gone.scope());
    }

    public MetricCounts counts() {
        lock.lock();
        try {
            return new MetricCounts(received, points.size(), evicted, maxSeries);
        } finally {
            lock.unlock();
        }
    }

    /** The latest points that are wanted, by name, service and attributes. */
    public List<MetricPoint> find(Predicate<MetricPoint> wanted, int limit) {
        return copy().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(MetricPoint::name)
                        .thenComparing(point -> point.resource().service())
                        .thenComparing(point -> point.attributes().toString()))
                .limit(limit)
                .toList();
    }

    /** Whoever looks must not hold up those who send. */
    private List<MetricPoint> copy() {
        lock.lock();
        try {
            return List.copyOf(points.values());
        } finally {
            lock.unlock();
        }
    }
}
