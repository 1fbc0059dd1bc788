package dev.tailback.flowalerts.store.writing;

import dev.tailback.flowalerts.spans.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spans on their way to the database, bounded by number and by about their bytes. Those that are being written are among
 * them until they are written, so that the bound is one of all that is on the heap. Many add, one takes away.
 */
public final class WaitingSpans {
    private final int maxSpans;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Span> waiting = new ArrayDeque<>();
    private long bytes;

    public WaitingSpans(int maxSpans, long maxBytes) {
        this.maxSpans = maxSpans;
        this.maxBytes = maxBytes;
    }

    /** Adds as many as there is room for, the first ones, and says how many those were. Waits for nobody. */
    public int add(List<Span> spans) {
        lock.lock();
        try {
            int added = 0;
            for (Span span : spans) {
                if (waiting.size() >= maxSpans || bytes + span.bytes() > maxBytes) {
                    break;
                }
                waiting.add(span);
                bytes += span.bytes();
                added++;
            }
            changed.signalAll();
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** The first ones, which stay: waits for one, and then a little for as many as are wanted. */
    List<Span> first(int wanted, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                changed.await();
            }
            long left = patience.toNanos();
            while (waiting.size() < wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<Span> first = new ArrayList<>(Math.min(wanted, waiting.size()));
            Iterator<Span> spans = waiting.iterator();
            while (spans.hasNext() && first.size() < wanted) {
                first.add(spans.next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Takes away what has been written, or given up. */
    void remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                bytes -= waiting.remove().bytes();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when none is left, or after that time. */
    public void awaitNone(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
