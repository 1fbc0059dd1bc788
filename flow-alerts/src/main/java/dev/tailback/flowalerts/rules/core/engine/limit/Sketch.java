package dev.tailback.flowalerts.rules.core.engine.limit;

import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import java.util.Map;
import java.util.TreeMap;

/** How values are spread, in steps of a tenth: enough to tell a percentile within 5 %, never to decide by. */
final class Sketch {
    private static final double STEP = Math.log(1.1);

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    void add(double value) {
        counts.merge(value <= 0 ? Integer.MIN_VALUE : (int) Math.floor(Math.log(value) / STEP), 1L, Long::sum);
    }

    void add(Sketch other) {
        other.counts.forEach((step, count) -> counts.merge(step, count, Long::sum));
    }

    /** NaN of no value, 0 where it is not above 0. */
    double percentile(int perTenThousand) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = (long) Math.ceil(all * (perTenThousand / 10_000.0));
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            rank -= entry.getValue();
            if (rank <= 0) {
                return entry.getKey() == Integer.MIN_VALUE ? 0 : Math.exp((entry.getKey() + 0.5) * STEP);
            }
        }
        return Double.NaN;
    }

    void write(Writer out) {
        out.longs(counts.size());
        counts.forEach((step, count) -> out.longs(step, count));
    }

    void read(Reader in) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            counts.put((int) in.number(), in.number());
        }
    }
}
