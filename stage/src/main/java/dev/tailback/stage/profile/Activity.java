package dev.tailback.stage.profile;

import java.util.Set;
import java.util.stream.Stream;

/** What a thread at work does with its time. */
public enum Activity {
    /** It runs, as far as the JVM can see; the system may have put it aside for another process. */
    RUNNING,
    /** A virtual thread that could go on, if a thread of the system were free to carry it. */
    READY,
    /** It waits for a connection of the pool. */
    CONNECTION,
    /** It waits for what PostgreSQL answers. */
    POSTGRESQL,
    KAFKA,
    /** It waits for the other end of a request: the payment provider, or whoever asked. */
    HTTP,
    /** It waits for a lock or its turn. */
    LOCK,
    /** It waits for threads that do its work, and that are in the profile themselves if they told of it. */
    THREADS,
    /** It waits for a while, before it tries again say. */
    PAUSE,
    OTHER;

    private static final Set<String> PARKED = Set.of(
            "java.lang.VirtualThread.park",
            "java.lang.VirtualThread.parkNanos",
            "java.lang.VirtualThread.yieldContinuation",
            "java.lang.VirtualThread.sleepNanos",
            "jdk.internal.vm.Continuation.yield",
            "jdk.internal.vm.Continuation.yield0",
            "jdk.internal.vm.Continuation.doYield",
            "jdk.internal.misc.Unsafe.park",
            "java.lang.Object.wait0",
            "java.lang.Object.wait",
            "java.lang.Thread.sleep0",
            "java.lang.Thread.sleepNanos0");
    /** The JVM counts whoever is in there as running, since it cannot see that the system has put them to sleep. */
    private static final Set<String> IN_SYSTEM = Set.of(
            "sun.nio.ch.Net.poll",
            "sun.nio.ch.Net.accept",
            "sun.nio.ch.Net.connect0",
            "sun.nio.ch.EPoll.wait",
            "sun.nio.ch.KQueue.poll",
            "sun.nio.ch.SocketDispatcher.read0",
            "sun.nio.ch.SocketDispatcher.readv0",
            "sun.nio.ch.SocketDispatcher.write0",
            "sun.nio.ch.UnixDispatcher.read0");

    /**
     * What a stack tells.
     *
     * @param stack the innermost frame first
     * @param others what the thread waits for while other threads do its work
     */
    static Activity of(Thread.State state, StackTraceElement[] stack, Activity others) {
        if (state == Thread.State.BLOCKED) {
            return LOCK;
        }
        String innermost = stack[0].getClassName() + "." + stack[0].getMethodName();
        if (PARKED.contains(innermost) && state == Thread.State.RUNNABLE) {
            return READY;
        }
        if (PARKED.contains(innermost) || IN_SYSTEM.contains(innermost)) {
            Activity waitedFor = waitedFor(stack);
            return waitedFor == THREADS ? others : waitedFor;
        }
        return RUNNING;
    }

    private static Activity waitedFor(StackTraceElement[] stack) {
        Means means = Means.UNKNOWN;
        for (StackTraceElement frame : stack) {
            if (!Library.isJava(frame.getClassName())) {
                return waitedFor(Library.of(frame.getClassName()), means);
            }
            means = means.orBetter(Means.of(frame.getClassName()));
        }
        return means.activity;
    }

    private static Activity waitedFor(String library, Means means) {
        return switch (library) {
            case "com.zaxxer" -> CONNECTION;
            case "org.postgresql" -> means == Means.LOCK ? LOCK : POSTGRESQL;
            case "org.apache.kafka" -> KAFKA;
            default -> means.activity;
        };
    }

    /** By which part of the JDK it waits. The earlier ones are built on the later ones and say more. */
    private enum Means {
        SOCKET(HTTP, "sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl", "java.net.Socket"),
        HTTP_CLIENT(HTTP, "jdk.internal.net.http."),
        LOCK(
                Activity.LOCK,
                "java.util.concurrent.locks.ReentrantLock",
                "java.util.concurrent.locks.ReentrantReadWriteLock",
                "java.util.concurrent.Semaphore"),
        OTHER_THREADS(
                THREADS,
                "java.util.concurrent.CompletableFuture",
                "java.util.concurrent.FutureTask",
                "java.util.concurrent.ThreadPerTaskExecutor"),
        WHILE(PAUSE, "java.util.concurrent.CountDownLatch", "java.lang.Thread"),
        UNKNOWN(OTHER);

        private final Activity activity;
        private final String[] classes;

        Means(Activity activity, String... classes) {
            this.activity = activity;
            this.classes = classes;
        }

        Means orBetter(Means other) {
            return compareTo(other) <= 0 ? this : other;
        }

        static Means of(String className) {
            return Stream.of(values())
                    .filter(means -> Stream.of(means.classes).anyMatch(className::startsWith))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
