package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.logs.LogTail;
import dev.tailback.lab.logs.Rotation;
import dev.tailback.lab.machine.Signal;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Brings single parts up and down, and tells when one ends that was not told to. */
final class Launcher {
    private final Home home;
    private final Recipes recipes;
    private final Readiness readiness;
    private final Duration stopPatience;
    private final Consumer<String> announcements;
    private final Map<Part, FirstTask> firstTasks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Launcher(Home home, Recipes recipes, Readiness readiness, Duration stopPatience, Consumer<String> announcements) {
        this.home = home;
        this.recipes = recipes;
        this.readiness = readiness;
        this.stopPatience = stopPatience;
        this.announcements = announcements;
    }

    void whenFirstReady(Part part, FirstTask task) {
        firstTasks.put(part, task);
    }

    /** Returns when the part is ready; a part that cannot be started is stopped and shown as dead, with the cause. */
    void bringUp(Part part, Member member) throws Exception {
        member.begins();
        Path log = home.log(part.id());
        try {
            Rotation.of(log, Rotation.LARGEST);
            long logStart = LogTail.size(log);
            readiness.prepare(part);
            Leash leash = launch(part, member, logStart);
            awaitReady(part, member, leash, logStart);
        } catch (InterruptedException anotherPartFailed) {
            member.leash().ifPresent(leash -> leash.stop(stopPatience));
            member.stopped();
            throw anotherPartFailed;
        } catch (Exception failed) {
            member.leash().ifPresent(leash -> leash.stop(stopPatience));
            if (!closed) {
                member.died(firstLine(failed));
            }
            throw failed;
        }
    }

    /** Returns when a part that was running all along is ready again, or has ended. */
    void awaitAgain(Part part, Member member) throws InterruptedException {
        Leash leash = member.leash().orElse(null);
        if (leash == null || !leash.isAlive()) {
            return;
        }
        try {
            readiness.awaitAgain(part, leash);
        } catch (InterruptedException | Refusal asItIs) {
            throw asItIs;
        } catch (Exception failed) {
            throw new Refusal("%s could not be asked whether it is ready again: %s".formatted(part.id(), failed));
        }
    }

    private void awaitReady(Part part, Member member, Leash leash, long logStart) throws Exception {
        try {
            readiness.await(part, leash);
        } catch (Exception failed) {
            if (leash.isAlive()) {
                throw failed;
            }
        }
        FirstTask task = firstTasks.get(part);
        if (task != null && leash.isAlive()) {
            task.run();
            firstTasks.remove(part);
        }
        if (!leash.isAlive() || !member.isReady()) {
            throw new Refusal(obituary(part, leash.onExit().get(), logStart).inFull());
        }
    }

    /** After {@link #close()} nothing is launched: it would be left behind. */
    private synchronized Leash launch(Part part, Member member, long logStart) throws IOException {
        if (closed) {
            throw new Refusal(part.id() + " is not started: the lab is ending");
        }
        Leash leash = Leash.start(recipes.of(part));
        member.runsOn(leash);
        CompletableFuture<Void> watch =
                leash.onExit().thenAccept(status -> ended(part, member, leash, status, logStart));
        watch.exceptionally(failure -> {
            announcements.accept("the watch over " + part.id() + " failed: " + failure);
            return null;
        });
        return leash;
    }

    private void ended(Part part, Member member, Leash leash, int exitStatus, long logStart) {
        if (closed || member.leash().filter(current -> current == leash).isEmpty()) {
            return;
        }
        Obituary obituary = obituary(part, exitStatus, logStart);
        if (member.died(obituary.cause()) == ProcessState.UP) {
            announcements.accept("%s %s ended: %s; the rest keeps running%s. Log: %s"
                    .formatted(
                            LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                            part.id(),
                            obituary.cause(),
                            member.prospect()
                                    .map(prospect -> ", and " + prospect)
                                    .orElse(""),
                            home.log(part.id())));
        }
    }

    synchronized void close() {
        closed = true;
    }

    /** To be called of one whose end is wanted. */
    void stop(Part part, Member member) {
        member.leash().ifPresent(leash -> {
            if ((part == Part.POSTGRES || part == Part.REPLICA) && leash.isAlive()) {
                // On TERM the server would wait for every client to leave, even for a forgotten psql.
                Signal.INT.send(leash.pid());
            }
            if (!leash.stop(stopPatience)) {
                announcements.accept(
                        "%s did not end within %d s and was killed".formatted(part.id(), stopPatience.toSeconds()));
            }
        });
        member.stopped();
    }

    private Obituary obituary(Part part, int exitStatus, long logStart) {
        return Obituary.of(part.id(), exitStatus, home.log(part.id()), logStart);
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
