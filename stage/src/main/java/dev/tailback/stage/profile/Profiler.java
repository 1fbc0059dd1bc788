package dev.tailback.stage.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes one profile at a time. */
public final class Profiler {
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private final ThreadsAtWork threads;
    private final AtomicReference<@Nullable Sampling> running = new AtomicReference<>();

    public Profiler(ThreadsAtWork threads) {
        this.threads = threads;
    }

    /** Another one is being taken. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        private Busy(Instant until) {
            super("a profile is being taken until " + until + "; there is one at a time");
        }
    }

    /** Returns when it is complete, or was ended; the caller's own thread is not in it. */
    public Profile take(Duration lasts) throws Busy, InterruptedException {
        if (!lasts.isPositive() || lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a profile lasts up to " + LONGEST + ", not " + lasts);
        }
        Sampling mine = new Sampling(threads, Instant.now().plus(lasts));
        Sampling other = running.compareAndExchange(null, mine);
        if (other != null) {
            throw new Busy(other.until());
        }
        try {
            return result(mine);
        } finally {
            running.set(null);
        }
    }

    /** On a thread of the system's: a virtual one would look when a processor is free, and so miss who is using it. */
    private static Profile result(Sampling sampling) throws InterruptedException {
        FutureTask<Profile> task = new FutureTask<>(sampling);
        Thread.ofPlatform().name("profile").daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the profile broke off", broken.getCause());
        } finally {
            sampling.end();
        }
    }

    /** When the one that is being taken will be complete. */
    public Optional<Instant> runsUntil() {
        return Optional.ofNullable(running.get()).map(Sampling::until);
    }

    /** Ends the one that is being taken: it is told as far as it came. */
    public void end() {
        Sampling now = running.get();
        if (now != null) {
            now.end();
        }
    }
}
