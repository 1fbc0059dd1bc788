package dev.tailback.flowalerts.tape;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Things in the order in which they came, each with a number, for a reader who comes again every second or so. It holds what
 * came since somebody read last, bounded by about its bytes: what the reader was too slow for is missing, and counted. While
 * nobody reads it holds nothing.
 */
public final class Tape<T> {
    /** A reader who has not come for so long comes no more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long maxBytes;
    private final ToIntFunction<T> size;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<T> held = new ArrayDeque<>();
    private long bytes;
    private long next;
    private @Nullable Instant readAt;

    /** @param size about what one takes of the heap */
    public Tape(long maxBytes, ToIntFunction<T> size, Clock clock) {
        this.maxBytes = maxBytes;
        this.size = size;
        this.clock = clock;
    }

    /**
     * @param next what to ask for next
     * @param missed those between what was asked for and what is here
     */
    public record Piece<T>(List<T> items, long next, long missed) {}

    public void take(List<T> taken) {
        lock.lock();
        try {
            if (readAt != null && clock.instant().isAfter(readAt.plus(PATIENCE))) {
                readAt = null;
                forget(held.size());
            }
            if (readAt == null) {
                // Numbers go on, so that who comes again is told how much is missing.
                next += taken.size();
            } else {
                taken.forEach(this::add);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(T item) {
        held.add(item);
        bytes += size.applyAsInt(item);
        next++;
        while (held.size() > 1 && bytes > maxBytes) {
            forget(1);
        }
    }

    private void forget(int number) {
        for (int i = 0; i < number; i++) {
            bytes -= size.applyAsInt(held.remove());
        }
    }

    /**
     * What came from a number on, and frees what came before it: the reader has that.
     *
     * @param from what a piece said to ask for next; negative: from now on
     */
    public Piece<T> read(long from, int limit) {
        lock.lock();
        try {
            readAt = clock.instant();
            if (from < 0) {
                return new Piece<>(List.of(), next, 0);
            }
            long first = next - held.size();
            forget(Math.clamp(from - first, 0, held.size()));
            long begin = next - held.size();
            List<T> items = new ArrayList<>();
            for (T item : held) {
                if (items.size() == limit) {
                    break;
                }
                items.add(item);
            }
            return new Piece<>(items, begin + items.size(), Math.max(0, begin - from));
        } finally {
            lock.unlock();
        }
    }
}
