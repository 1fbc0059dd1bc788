package dev.tailback.flowalerts.rules.core.engine.limit;

import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters of one key's limits, a row of them for each bucket of event time that has signals. A bucket's number is its
 * time over its length; boundary n is where bucket n begins, and there the windows that end with bucket n-1 are looked at.
 */
public final class Buckets {
    public static final long NO_BOUNDARY = Long.MAX_VALUE;

    /** Of rules without a threshold. */
    public static final Buckets NONE = new Buckets(Limits.NONE);

    private final Limits limits;
    private final TreeMap<Long, Row> rows = new TreeMap<>();

    /** @param sketches of all limits, or none where no limit is a percentile */
    private record Row(long[] counters, Sketch[] sketches) {}

    public Buckets(Limits limits) {
        this.limits = limits;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Counts a signal for the limits whose bits are set. */
    public void count(Signal signal, long bits) {
        Row row = rows.computeIfAbsent(
                limits.bucketOf(signal.timeNanos()), number -> new Row(limits.counters(), limits.sketches()));
        for (int i = 0; i < limits.meters.length; i++) {
            if ((bits & 1L << i) != 0 && limits.meters[i].count(signal, row.counters(), i * Meter.COUNTERS)) {
                limits.sketch(i, signal, row.sketches());
            }
        }
    }

    /** The next boundary that can change a limit; some are breached or none. */
    public long boundaryAfter(long boundary, boolean someBreached) {
        long next = boundary + 1;
        if (someBreached) {
            return next;
        }
        Long first = rows.ceilingKey(next - limits.mostBuckets);
        return first == null ? NO_BOUNDARY : Math.max(next, first + 1);
    }

    /** Which limits are breached from a boundary on, given those that were before it. */
    public long breachedAt(long boundary, long breached) {
        long after = 0L;
        for (int i = 0; i < limits.meters.length; i++) {
            Meter meter = limits.meters[i];
            if (meter.isBreachedAfter((breached & 1L << i) != 0, window(i, boundary))) {
                after |= 1L << i;
            }
        }
        return after;
    }

    private long[] window(int index, long boundary) {
        Meter meter = limits.meters[index];
        long[] window = new long[Meter.COUNTERS];
        for (Row row : rows.subMap(boundary - meter.buckets, boundary).values()) {
            meter.add(window, row.counters(), index * Meter.COUNTERS);
        }
        return window;
    }

    public List<Reading> readings(long boundary, long breached) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < limits.meters.length; i++) {
            Meter meter = limits.meters[i];
            long[] window = window(i, boundary);
            readings.add(new Reading(
                    meter.limit,
                    meter.state(window),
                    window[0],
                    figure(i, boundary, window),
                    (breached & 1L << i) != 0));
        }
        return readings;
    }

    private double figure(int index, long boundary, long[] window) {
        Meter meter = limits.meters[index];
        if (limits.perTenThousand(index) == 0) {
            return meter.figure(window);
        }
        Sketch all = new Sketch();
        for (Row row : rows.subMap(boundary - meter.buckets, boundary).values()) {
            all.add(row.sketches()[index]);
        }
        return all.percentile(limits.perTenThousand(index));
    }

    /** Forgets what no window that ends at the boundary or later reaches. */
    public void forgetBefore(long boundary) {
        while (!rows.isEmpty() && rows.firstKey() < boundary - limits.mostBuckets) {
            rows.pollFirstEntry();
        }
    }

    public void write(Writer out) {
        out.longs(rows.size());
        for (Map.Entry<Long, Row> entry : rows.entrySet()) {
            out.longs(entry.getKey());
            out.longs(entry.getValue().counters());
            for (Sketch sketch : entry.getValue().sketches()) {
                sketch.write(out);
            }
        }
    }

    public void read(Reader in) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            long number = in.number();
            Row row = new Row(limits.counters(), limits.sketches());
            for (int c = 0; c < row.counters().length; c++) {
                row.counters()[c] = in.number();
            }
            for (Sketch sketch : row.sketches()) {
                sketch.read(in);
            }
            rows.put(number, row);
        }
    }
}
