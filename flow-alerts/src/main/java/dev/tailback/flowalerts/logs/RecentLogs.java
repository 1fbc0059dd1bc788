package dev.tailback.flowalerts.logs;

import dev.tailback.flowalerts.signals.SharedParts;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The log lines that came last, bounded by their number and by about their bytes; the one that came first goes first. */
public final class RecentLogs {
    private final int maxLines;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private final SharedParts sharedParts = new SharedParts();
    private long bytes;
    private long received;
    private long evicted;

    public RecentLogs(int maxLines, long maxBytes) {
        if (maxLines < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "maxLines is %d and maxBytes %d; allowed: 1 or more".formatted(maxLines, maxBytes));
        }
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    public void take(List<LogLine> taken) {
        lock.lock();
        try {
            received += taken.size();
            taken.forEach(this::take);
        } finally {
            lock.unlock();
        }
    }

    private void take(LogLine line) {
        lines.add(line);
        bytes += line.bytes() + sharedParts.hold(line.resource(), line.scope());
        while (lines.size() > 1 && (lines.size() > maxLines || bytes > maxBytes)) {
            forget(lines.remove());
        }
    }

    private void forget(LogLine line) {
        bytes -= line.bytes() + sharedParts.release(line.resource(), line.scope());
        evicted++;
    }

    public LogCounts counts() {
        lock.lock();
        try {
            return new LogCounts(received, lines.size(), evicted, maxLines);
        } finally {
            lock.unlock();
        }
    }

    /** Of the lines that are wanted the latest, in the order in which they happened. */
    public List<LogLine> latest(Predicate<LogLine> wanted, int limit) {
        List<LogLine> found = copy().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(LogLine::unixNano))
                .toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    /** Whoever looks must not hold up those who send. */
    private List<LogLine> copy() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }
}
