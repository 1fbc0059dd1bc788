package dev.tailback.stage.profile;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads that are at work, and on what. A profile looks at these alone: whoever waits for work to come is none, so
 * that idle threads do not hide the others. Virtual threads could not be found otherwise; the JVM lists them in dumps only.
 */
public final class ThreadsAtWork {
    private final Map<Thread, Work> working = new ConcurrentHashMap<>();

    /**
     * Begins a work of the current thread, which the same thread closes. A thread that is at work already stays at that.
     *
     * @param name what a profile calls it, such as {@code request}
     * @param entrance the class in which it begins; how the thread got there is of no interest
     */
    public Work begin(String name, Class<?> entrance) {
        return begin(name, entrance, Activity.THREADS);
    }

    /** @param others what it is that the thread waits for, when other threads do its work */
    public Work begin(String name, Class<?> entrance, Activity others) {
        Work work = new Work(Thread.currentThread(), name, entrance.getName(), others);
        working.putIfAbsent(work.thread, work);
        return work;
    }

    Collection<Work> now() {
        return working.values();
    }

    /** What one thread does from its beginning to its end. */
    public final class Work implements AutoCloseable {
        private final Thread thread;
        private final String name;
        private final String entrance;
        private final Activity others;

        private Work(Thread thread, String name, String entrance, Activity others) {
            this.thread = thread;
            this.name = name;
            this.entrance = entrance;
            this.others = others;
        }

        Thread thread() {
            return thread;
        }

        String name() {
            return name;
        }

        String entrance() {
            return entrance;
        }

        Activity others() {
            return others;
        }

        @Override
        public void close() {
            working.remove(thread, this);
        }
    }
}
