package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.servers.Leash;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One part as it lives: the only mutable thing here, seen by the starter, the watcher and whoever asks. */
final class Member {
    private final Part part;
    private final int port;
    private final boolean staysDead;
    private ProcessState state = ProcessState.STOPPED;
    private @Nullable Leash leash;
    private long beganNanos;
    private long starts;
    private @Nullable Duration readyAfter;
    private @Nullable String cause;
    private final Revival revival = new Revival();
    private boolean isLeftDead;
    private long restarts;
    private long diedNanos;
    private @Nullable String lastDeath;

    /** @param isLeftDead whether nobody starts it again when it dies, unless told to */
    Member(Part part, int port, boolean isLeftDead) {
        this.part = part;
        this.port = port;
        this.staysDead = isLeftDead;
        this.isLeftDead = isLeftDead;
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
        diedNanos = System.nanoTime();
        lastDeath = why + " at " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
        return before;
    }

    /** Its coming death is wanted: it stays dead until somebody starts it. */
    synchronized void endIsWanted() {
        isLeftDead = true;
    }

    /** Whoever is asked to start it looks after it, and its next death is counted anew. */
    synchronized void isLookedAfter() {
        isLeftDead = staysDead;
        revival.forget();
    }

    synchronized boolean isToBeRevived() {
        long now = System.nanoTime();
        return state == ProcessState.DEAD
                && !isLeftDead
                && revival.pause(now)
                        .filter(pause -> now - diedNanos >= pause.toNanos())
                        .isPresent();
    }

    synchronized void isRevived() {
        revival.tried(System.nanoTime());
        restarts++;
    }

    /** What will become of it by itself, now that it is dead; empty when it is not. */
    synchronized Optional<String> prospect() {
        if (state != ProcessState.DEAD || isLeftDead) {
            return Optional.empty();
        }
        return Optional.of(revival.pause(System.nanoTime())
                .map(pause -> "it is started again " + pause.toSeconds() + " s after its death")
                .orElse("it was started again %d times within %d min and is not any more"
                        .formatted(Revival.MOST, Revival.WITHIN.toMinutes())));
    }

    private @Nullable String note() {
        Optional<String> prospect = prospect();
        return prospect.isEmpty() && restarts == 0
                ? null
                : Stream.concat(
                                prospect.stream(),
                                restarts == 0
                                        ? Stream.empty()
                                        : Stream.of("started again %s, the last time after: %s"
                                                .formatted(restarts == 1 ? "once" : restarts + " times", lastDeath)))
                        .collect(Collectors.joining("; "));
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
                note(),
                restarts == 0 ? null : restarts,
                lastDeath);
    }
}
