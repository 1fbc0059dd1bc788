package dev.tailback.flowalerts.rules.core.engine.stream;

import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signals that thresholds have counted, so that one sent twice counts once. Each is a 64-bit mix of its kind, time and id,
 * in a set for each slice of event time: among a million of a slice two share theirs with a chance of one in 37 million.
 */
public final class SeenIds {
    private static final long SLICE = 10_000_000_000L;

    private final int most;
    private final TreeMap<Long, Longs> slices = new TreeMap<>();
    private int size;
    private long forgotten;
    private long recent = Long.MIN_VALUE;
    private Longs ofRecent = new Longs();

    public SeenIds(int most) {
        this.most = most;
    }

    /** False when it was there. */
    public boolean add(Signal signal) {
        long slice = Math.floorDiv(signal.timeNanos(), SLICE);
        if (slice != recent) {
            recent = slice;
            ofRecent = slices.computeIfAbsent(slice, number -> new Longs());
        }
        if (!ofRecent.add(mixed(signal))) {
            return false;
        }
        if (++size > most) {
            forget(slices.firstKey());
        }
        return true;
    }

    /** Dropped for others, since there was no room. */
    public long forgotten() {
        return forgotten;
    }

    private void forget(long slice) {
        Longs gone = slices.remove(slice);
        if (gone != null) {
            size -= gone.size();
            forgotten += gone.size();
        }
        recent = Long.MIN_VALUE;
    }

    /** Of what is older all comes too late anyway. */
    public void forgetBefore(long time) {
        while (!slices.isEmpty() && (slices.firstKey() + 1) * SLICE <= time) {
            size -= slices.pollFirstEntry().getValue().size();
            recent = Long.MIN_VALUE;
        }
    }

    private static long mixed(Signal signal) {
        long hash = mix(signal.timeNanos() + signal.kind().ordinal());
        hash = mix(hash ^ signal.idHigh());
        hash = mix(hash ^ signal.idLow());
        return mix(hash ^ signal.spanId());
    }

    /** Stafford's thirteenth, as in SplittableRandom. */
    private static long mix(long value) {
        value = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        value = (value ^ value >>> 27) * 0x94d049bb133111ebL;
        return value ^ value >>> 31;
    }

    public void write(Writer out) {
        out.longs(slices.size());
        for (Map.Entry<Long, Longs> entry : slices.entrySet()) {
            out.longs(entry.getKey(), entry.getValue().size());
            entry.getValue().forEach(out::longs);
        }
    }

    public void read(Reader in) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            Longs slice = new Longs();
            slices.put(in.number(), slice);
            int ids = in.count();
            for (int j = 0; j < ids; j++) {
                slice.add(in.number());
            }
            size += ids;
        }
    }
}
