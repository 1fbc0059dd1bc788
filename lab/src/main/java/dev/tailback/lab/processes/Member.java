package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.servers.Leash;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One part as it lives: the only mutable thing here, seen by the starter, the watcher and whoever asks. */
final class Member {
    private final Part part;
    private final int port;
    private ProcessState state = ProcessState.STOPPED;
    private @Nullable Leash leash;
    private long beganNanos;
    private long starts;
    private @Nullable Duration readyAfter;
    private @Nullable String cause;

    Member(Part part, int port) {
        this.part = part;
        this.port = port;
    }

    /** Before its process is there: unpacking and initdb belong to the start. */
    synchronized void begins() {
        state = ProcessState.STARTING;
        beganNanos = System.nanoTime();
        starts++;
        leash = null;
        readyAfter = null;
        cause = null;
    }

    synchronized void runsOn(Leash started) {
        leash = started;
    }

    /** False when it died in the very moment in which it was found ready. */
    synchronized boolean isReady() {
        if (state == ProcessState.STARTING) {
            state = ProcessState.UP;
            readyAfter = Duration.ofNanos(System.nanoTime() - beganNanos);
        }
        return state == ProcessState.UP;
    }

    /** Returns in which state death met it. */
    synchronized ProcessState died(String why) {
        ProcessState before = state;
        state = ProcessState.DEAD;
        cause = why;
        return before;
    }

    synchronized void stopped() {
        state = ProcessState.STOPPED;
        cause = null;
    }

    synchronized boolean isMissing() {
        return state == ProcessState.STOPPED || state == ProcessState.DEAD;
    }

    synchronized boolean isUp() {
        return state == ProcessState.UP;
    }

    String name() {
        return part.id();
    }

    synchronized long starts() {
        return starts;
    }

    synchronized Optional<Leash> leash() {
        return Optional.ofNullable(leash);
    }

    synchronized ProcessStatus status() {
        boolean lives = leash != null && leash.isAlive();
        return new ProcessStatus(
                part.id(),
                lives && leash != null ? leash.pid() : null,
                state.word(),
                port,
                null,
                null,
                readyAfter == null ? null : Math.round(readyAfter.toMillis() / 10.0) / 100.0,
                cause,
                null);
    }
}
