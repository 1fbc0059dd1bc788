package dev.tailback.lab.produce;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of one load. What a task did not expect is kept for {@link #demandWell}, not lost with its thread. */
public final class Crew implements AutoCloseable {
    @FunctionalInterface
    public interface Task {
        void run() throws InterruptedException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();

    public void start(Task task) {
        threads.execute(() -> run(task));
    }

    /** A thread of the system's own, for whoever has to keep time: virtual ones wait for each other's turns. */
    public Thread startPunctual(String name, Task task) {
        Thread thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            defect.compareAndSet(null, unexpected);
        }
    }

    /** Throws the first thing that no task expected. */
    public void demandWell() {
        Throwable unexpected = defect.get();
        if (unexpected != null) {
            throw new IllegalStateException("the load broke off: " + unexpected, unexpected);
        }
    }

    /** Interrupts and awaits everybody. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
