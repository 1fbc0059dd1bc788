package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.model.Atom;
import java.util.HashMap;
import java.util.Map;

/** Since when the series of a key satisfy atoms with a {@code for}. */
final class Holds {
    private static final long STALE = Atom.OfMetric.STALE.toNanos();

    static final Holds NONE = new Holds(new Plan.Hold[0], Map.of());

    private final Plan.Hold[] holds;
    private final Map<Series, Span> series;

    record Series(int hold, long high, long low) {}

    record Span(long since, long last) {}

    Holds(Plan.Hold[] holds) {
        this(holds, new HashMap<>());
    }

    private Holds(Plan.Hold[] holds, Map<Series, Span> series) {
        this.holds = holds;
        this.series = series;
    }

    Holds copy() {
        return holds.length == 0 ? this : new Holds(holds, new HashMap<>(series));
    }

    /** The bits that the fact sets, those of atoms that have held long enough with it among them. */
    long bits(Fact fact) {
        long bits = fact.mask;
        for (int i = 0; i < holds.length; i++) {
            Plan.Hold hold = holds[i];
            if ((fact.mask & (hold.holds() | hold.broken())) != 0) {
                bits |= bits(i, hold, fact);
            }
        }
        return bits;
    }

    private long bits(int index, Plan.Hold hold, Fact fact) {
        Series key = new Series(index, fact.idHigh, fact.idLow);
        if ((fact.mask & hold.broken()) != 0) {
            series.remove(key);
            return 0;
        }
        Span before = series.get(key);
        long since = before == null || fact.time - before.last() > STALE ? fact.time : before.since();
        series.put(key, new Span(since, fact.time));
        return fact.time - since >= hold.lasts() ? hold.target() : 0;
    }

    void write(Writer out) {
        out.longs(series.size());
        series.forEach((key, span) -> out.longs(key.hold(), key.high(), key.low(), span.since(), span.last()));
    }

    void read(Reader in) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            series.put(new Series((int) in.number(), in.number(), in.number()), new Span(in.number(), in.number()));
        }
    }
}
