package dev.tailback.flowalerts.rules.core.engine.fact;

import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule keeps of a signal that satisfies atoms of its stages: which, and what evidence shows.
 *
 * <p>Facts of a rule are in a total order, whatever order they come in: by time; of the same instant in the order of the
 * stages they concern, so that a chain whose signals fall together still is one; then by id.
 */
public final class Fact implements Comparable<Fact> {
    /** Fills places of facts that are gone. */
    static final Fact NONE = new Fact(0, 0, 0, SignalKind.SPAN, 0, 0, 0, "", new Object[0]);

    public final long time;
    /** One bit for each atom it satisfies, see {@link Plan}. */
    public final long mask;
    /** The first stage it concerns. */
    final int rank;

    final SignalKind kind;
    public final long idHigh;
    public final long idLow;
    final long spanId;
    final String name;
    final @Nullable Object[] captured;

    Fact(
            long time,
            long mask,
            int rank,
            SignalKind kind,
            long idHigh,
            long idLow,
            long spanId,
            String name,
            @Nullable Object[] captured) {
        this.time = time;
        this.mask = mask;
        this.rank = rank;
        this.kind = kind;
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.spanId = spanId;
        this.name = name;
        this.captured = captured;
    }

    public static Fact of(Signal signal, long mask, int rank, String[] names) {
        return new Fact(
                signal.timeNanos(),
                mask,
                rank,
                signal.kind(),
                signal.idHigh(),
                signal.idLow(),
                signal.spanId(),
                signal.name(),
                capture(signal, names));
    }

    private static @Nullable Object[] capture(Signal signal, String[] names) {
        @Nullable Object[] values = new @Nullable Object[names.length];
        Fields fields = signal.fields();
        for (int i = 0; i < names.length; i++) {
            values[i] = fields.get(names[i]);
        }
        return values;
    }

    public Sighting sighting(String[] names) {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            Object value = captured[i];
            if (value != null) {
                attributes.put(names[i], value);
            }
        }
        return new Sighting(kind, time, idHigh, idLow, spanId, name, Collections.unmodifiableMap(attributes));
    }

    @Override
    public int compareTo(Fact other) {
        if (time != other.time) {
            return time < other.time ? -1 : 1;
        }
        if (rank != other.rank) {
            return rank - other.rank;
        }
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        int byHigh = Long.compare(idHigh, other.idHigh);
        if (byHigh != 0) {
            return byHigh;
        }
        int byLow = Long.compare(idLow, other.idLow);
        return byLow != 0 ? byLow : Long.compare(spanId, other.spanId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fact fact && compareTo(fact) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(time ^ idHigh ^ idLow ^ spanId);
    }
}
