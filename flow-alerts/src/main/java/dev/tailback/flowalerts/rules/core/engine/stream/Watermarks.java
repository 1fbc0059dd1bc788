package dev.tailback.flowalerts.rules.core.engine.stream;

import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to when all signals are taken to have come: the least of the partitions' latest times, less the bound, in whole steps.
 * Idle partitions do not count. Where all are idle, the clock stands in for them, so that what waits for silence is told.
 * It never goes back.
 */
public final class Watermarks {
    public static final long NONE = Long.MIN_VALUE / 4;

    private final long outOfOrder;
    private final long idleAfter;
    private final long step;
    private final TreeMap<Integer, Partition> partitions = new TreeMap<>();
    private long current = NONE;

    private static final class Partition {
        long latest = NONE;
        long seenAt;
        boolean idle;
    }

    public Watermarks(Duration outOfOrder, Duration idleAfter, Duration step) {
        this.outOfOrder = outOfOrder.toNanos();
        this.idleAfter = idleAfter.toNanos();
        this.step = step.toNanos();
    }

    public long current() {
        return current;
    }

    /** Whether the watermark has moved. */
    public boolean seen(int number, long timeNanos, long nowNanos) {
        Partition partition = partitions.computeIfAbsent(number, n -> new Partition());
        partition.seenAt = nowNanos;
        partition.idle = false;
        if (timeNanos <= partition.latest) {
            return false;
        }
        partition.latest = timeNanos;
        return current == NONE || timeNanos - outOfOrder >= current + step ? move(least()) : false;
    }

    public boolean tick(long nowNanos) {
        boolean allIdle = !partitions.isEmpty();
        for (Partition partition : partitions.values()) {
            partition.idle = nowNanos - partition.seenAt >= idleAfter;
            allIdle &= partition.idle;
        }
        return move(allIdle ? nowNanos - idleAfter : least());
    }

    /** To a time up to which all has come, whatever the partitions say: the end of a recording. */
    public boolean moveTo(long timeNanos) {
        return raise(timeNanos);
    }

    private long least() {
        long least = Long.MAX_VALUE;
        for (Partition partition : partitions.values()) {
            if (!partition.idle) {
                least = Math.min(least, partition.latest);
            }
        }
        return least == Long.MAX_VALUE ? NONE : least;
    }

    private boolean move(long latest) {
        return latest != NONE && raise(latest - outOfOrder);
    }

    private boolean raise(long time) {
        long stepped = Math.floorDiv(time, step) * step;
        if (current != NONE && stepped <= current) {
            return false;
        }
        current = stepped;
        return true;
    }

    public void write(Writer out) {
        out.longs(current, partitions.size());
        for (Map.Entry<Integer, Partition> entry : partitions.entrySet()) {
            Partition partition = entry.getValue();
            out.longs(entry.getKey(), partition.latest, partition.seenAt, partition.idle ? 1 : 0);
        }
    }

    public void read(Reader in) {
        current = in.number();
        int size = in.count();
        for (int i = 0; i < size; i++) {
            int number = (int) in.number();
            Partition partition = new Partition();
            partition.latest = in.number();
            partition.seenAt = in.number();
            partition.idle = in.number() == 1;
            partitions.put(number, partition);
        }
    }
}
