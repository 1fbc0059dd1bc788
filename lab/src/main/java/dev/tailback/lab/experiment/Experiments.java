package dev.tailback.lab.experiment;

import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time that does with the shop as it likes. When it is gone, however it went, all faults are cleared
 * and the demo's clock is off: the lab sees to that, since a process that was killed cannot.
 */
public final class Experiments {
    private final Faults faults;
    private final DemoClock clock;
    private final Consumer<String> announcements;
    private @Nullable Running running;
    private long heardNanos;

    public Experiments(Faults faults, DemoClock clock, Consumer<String> announcements) {
        this.faults = faults;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** @param isOwn whether the lab itself experiments, which nobody else ends */
    record Running(String name, long pid, boolean isOwn) {
        Running(String name, long pid) {
            this(name, pid, false);
        }

        @Override
        public String toString() {
            return "experiment " + name + " (pid " + pid + ")";
        }
    }

    /** What the experiment that runs is called. */
    public synchronized Optional<String> name() {
        return running().map(Running::name);
    }

    synchronized Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    /** Until {@link #end}, or until the process is gone. */
    synchronized void begin(String name, long pid) {
        demandNone();
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new BadRequest("pid " + pid + " is not allowed: that of a process that runs"));
        Running mine = new Running(name, pid);
        running = mine;
        // The lab itself may lead one. It clears all when it ends.
        if (!process.equals(ProcessHandle.current())) {
            process.onExit().thenRunAsync(() -> gone(mine), Thread::startVirtualThread);
        }
    }

    /** The same for a process that cannot be seen from here: it is gone when nothing was heard of it for so long. */
    synchronized void begin(String name, long pid, Duration lease) {
        demandNone();
        Running mine = new Running(name, pid);
        running = mine;
        heardNanos = System.nanoTime();
        Thread.startVirtualThread(() -> awaitSilence(mine, lease));
    }

    /** One that this lab makes itself, until {@link #endOwn}. */
    public synchronized void beginOwn(String name) {
        demandNone();
        running = new Running(name, ProcessHandle.current().pid(), true);
    }

    public synchronized void endOwn() {
        if (running != null && running.isOwn()) {
            running = null;
        }
    }

    private void demandNone() {
        if (running != null) {
            throw new Refusal(running + " runs; one at a time");
        }
    }

    synchronized void isAlive(long pid) {
        if (running != null && running.pid() == pid) {
            heardNanos = System.nanoTime();
        }
    }

    private void awaitSilence(Running which, Duration lease) {
        try {
            for (Duration left = lease; left.isPositive(); left = left(which, lease)) {
                Patience.pause(left);
            }
            gone(which);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration left(Running which, Duration lease) {
        return running == which ? lease.minusNanos(System.nanoTime() - heardNanos) : Duration.ZERO;
    }

    /** Returns what was undone; nothing when that experiment does not run, or no more. */
    synchronized List<String> end(long pid) throws IOException, InterruptedException {
        if (running == null || running.pid() != pid || running.isOwn()) {
            return List.of();
        }
        try {
            return faults.clear(null);
        } finally {
            clock.end();
            running = null;
        }
    }

    private synchronized void gone(Running which) {
        if (running != which) {
            return;
        }
        try {
            List<String> undone = end(which.pid());
            announcements.accept(
                    which + " is gone; undone: " + (undone.isEmpty() ? "nothing" : String.join(", ", undone)));
        } catch (IOException | Refusal failed) {
            announcements.accept(which + " is gone, and " + failed.getMessage() + "; ./tailback clear tries again");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
