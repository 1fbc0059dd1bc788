package dev.tailback.lab.room;

import dev.tailback.lab.terminal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who has the page open. Each kind of news is written once for all of them, and who is slow gets the latest of each kind
 * and none between.
 */
final class Watchers {
    static final int MOST = 64;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, byte[]> latest = new ConcurrentHashMap<>();

    /** One open page. */
    final class Watcher implements AutoCloseable {
        private final Map<String, byte[]> unread = new ConcurrentHashMap<>(latest);

        /** The next news, or null when there is none for so long. */
        byte @Nullable [] next(long millis) throws InterruptedException {
            lock.lock();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (unread.isEmpty()) {
                    if (left <= 0) {
                        return null;
                    }
                    left = changed.awaitNanos(left);
                }
                String kind = unread.keySet().iterator().next();
                return unread.remove(kind);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    Watcher add() {
        if (watchers.size() >= MOST) {
            throw new Refusal(MOST + " pages watch already; no more are allowed");
        }
        Watcher watcher = new Watcher();
        watchers.add(watcher);
        signal();
        return watcher;
    }

    int count() {
        return watchers.size();
    }

    void tell(String kind, byte[] news) {
        latest.put(kind, news);
        lock.lock();
        try {
            watchers.forEach(watcher -> watcher.unread.put(kind, news));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for so long, or until somebody comes who finds nobody there. */
    void pauseUnlessWatched(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && watchers.isEmpty()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
