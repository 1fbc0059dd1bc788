package dev.tailback.stage.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks at threads that do what its name says, on virtual threads and on the system's. */
class ProfilerTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    private final ThreadsAtWork threads = new ThreadsAtWork();
    private final Profiler profiler = new Profiler(threads);
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService ofTheSystem = Executors.newCachedThreadPool();
    private final Semaphore begun = new Semaphore(0);
    private final List<Future<?>> working = new ArrayList<>();

    @AfterEach
    void end() {
        virtual.shutdownNow();
        ofTheSystem.shutdownNow();
    }

    @Test
    void waitingForASocketIsSeenOnVirtualThreadsAsOnOthers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            onBoth(() -> readFrom(silent));

            Profile profile = profiler.take(SHORT);

            assertEachSpentAllTheTime(profile, Activity.HTTP, 2);
            assertThat(profile.stacks())
                    .allMatch(stack -> stack.frames().getLast().startsWith("java.net.Socket"));
        }
    }

    @Test
    void aLockIsWaitedForWhetherItIsAnObjectOrAClass() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Object monitor = new Object();
        lock.lock();
        synchronized (monitor) {
            onBoth(() -> {
                lock.lockInterruptibly();
                return null;
            });
            onBoth(() -> {
                synchronized (monitor) {
                    return null;
                }
            });

            assertEachSpentAllTheTime(profiler.take(SHORT), Activity.LOCK, 4);
        }
    }

    @Test
    void othersArePausesThreadsThatWorkForOneAndRunning() throws Exception {
        virtual("pause", () -> new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.MINUTES));
        virtual("sleep", () -> {
            Thread.sleep(60_000);
            return null;
        });
        virtual("joins", () -> new CompletableFuture<Void>().get());
        // A virtual one would not let the others begin where there is one processor.
        on(ofTheSystem, "runs", ProfilerTest::run);
        virtual.submit(() -> {
            try (ThreadsAtWork.Work untilDone = threads.begin("calls", ProfilerTest.class, Activity.HTTP)) {
                begun.release();
                return new CompletableFuture<Void>().get();
            }
        });
        begun.acquire(5);

        Profile profile = profiler.take(SHORT);

        assertThat(activityOf(profile, "pause")).isEqualTo(Activity.PAUSE);
        assertThat(activityOf(profile, "sleep")).isEqualTo(Activity.PAUSE);
        assertThat(activityOf(profile, "joins")).isEqualTo(Activity.THREADS);
        assertThat(activityOf(profile, "runs")).isEqualTo(Activity.RUNNING);
        assertThat(activityOf(profile, "calls")).isEqualTo(Activity.HTTP);
        assertThat(profile.mostThreads()).isEqualTo(5);
        assertThat(profile.looks()).isPositive();
    }

    @Test
    void timeIsSharedAsItWasSpent() throws Exception {
        virtual("three to one", () -> {
            while (!Thread.currentThread().isInterrupted()) {
                thrice();
                once();
            }
            return null;
        });
        begun.acquire();

        Profile profile = profiler.take(Duration.ofSeconds(4));

        double thrice = profile.stacks().stream()
                .filter(stack -> stack.frames().stream().anyMatch(frame -> frame.endsWith(".thrice")))
                .mapToDouble(stack -> stack.spent().toMillis())
                .sum();
        assertThat(thrice / profile.lasted().toMillis()).isCloseTo(0.75, within(0.1));
    }

    @Test
    void whoeverIsNotAtWorkIsNotInIt() throws Exception {
        virtual.submit(() -> new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.MINUTES));

        assertThat(profiler.take(SHORT).stacks()).isEmpty();

        try (ThreadsAtWork.Work mine = threads.begin("asks for the profile", ProfilerTest.class)) {
            assertThat(profiler.take(SHORT).stacks()).isEmpty();
        }
        assertThat(threads.now()).isEmpty();
    }

    @Test
    void thereIsOneAtATimeAndItCanBeEnded() throws Exception {
        Future<Profile> first = virtual.submit(() -> profiler.take(Profiler.LONGEST));
        await().until(() -> profiler.runsUntil().isPresent());

        assertThatThrownBy(() -> profiler.take(SHORT))
                .isInstanceOf(Profiler.Busy.class)
                .hasMessageContaining("until " + profiler.runsUntil().orElseThrow());

        profiler.end();
        assertThat(first.get().lasted()).isLessThan(Duration.ofMinutes(1));
        assertThat(profiler.runsUntil()).isEmpty();
        profiler.take(SHORT);
    }

    private static Object readFrom(ServerSocket server) throws IOException {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            return socket.getInputStream().read();
        }
    }

    private static Object run() {
        long turns = 0;
        while (!Thread.currentThread().isInterrupted()) {
            turns++;
        }
        return turns;
    }

    private static void thrice() throws InterruptedException {
        Thread.sleep(30);
    }

    private static void once() throws InterruptedException {
        Thread.sleep(10);
    }

    private void onBoth(Callable<?> task) throws InterruptedException {
        on(virtual, "both", task);
        on(ofTheSystem, "both", task);
        begun.acquire(2);
    }

    private void virtual(String name, Callable<?> task) {
        on(virtual, name, task);
    }

    private void on(ExecutorService executor, String name, Callable<?> task) {
        working.add(executor.submit(() -> {
            try (ThreadsAtWork.Work untilDone = threads.begin(name, ProfilerTest.class)) {
                begun.release();
                return task.call();
            }
        }));
    }

    private void assertEachSpentAllTheTime(Profile profile, Activity activity, int count) {
        assertThat(profile.mostThreads()).isEqualTo(count);
        Duration spent = profile.stacks().stream()
                .filter(stack -> stack.activity() == activity)
                .map(Profile.Stack::spent)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(spent.toMillis() / (double) profile.lasted().toMillis()).isCloseTo(count, within(0.2 * count));
    }

    private static Activity activityOf(Profile profile, String work) {
        return profile.stacks().stream()
                .filter(stack -> stack.frames().getFirst().equals(work))
                .findFirst()
                .orElseThrow()
                .activity();
    }
}
