package dev.tailback.lab.experiment;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** This process, as the experimenter with a lab that runs in another, until it is closed. */
public final class Experiment implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(5);
    /** Longer than indexes take to be built again. */
    private static final Duration TO_UNDO = Duration.ofMinutes(5);

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final RunningLab lab;

    private final Consumer<String> lines;
    private final Thread interrupted = new Thread(this::undoNow, "undo");
    private volatile boolean isOver;

    private Experiment(RunningLab lab, Consumer<String> lines) {
        this.lab = lab;
        this.lines = lines;
    }

    /** Before anything is done that somebody else's would suffer from. */
    public static void demandNone(RunningLab lab) throws InterruptedException {
        ExperimentRoutes.Shown shown =
                good(lab.ask(ExperimentRoutes.PATH, QUICK)).as(ExperimentRoutes.Shown.class);
        if (shown.running()) {
            throw new Refusal("experiment %s (pid %d) runs; one at a time".formatted(shown.name(), shown.pid()));
        }
    }

    /** @param lines hears what is undone at the end */
    public static Experiment begin(RunningLab lab, String name, Consumer<String> lines) throws InterruptedException {
        Map<String, Object> wanted = new HashMap<>(Map.of("name", name, "pid", pid()));
        if (lab.elsewhere().isPresent()) {
            wanted.put("lease_seconds", LEASE.toSeconds());
        }
        good(lab.tell("/api/experiment/begin", wanted, QUICK));
        Experiment mine = new Experiment(lab, lines);
        if (lab.elsewhere().isPresent()) {
            mine.sayAgainAndAgain();
        }
        return mine;
    }

    /**
     * Whoever presses Ctrl-C is told what is undone. It goes on as an experiment until this process is gone, since some
     * thread of it may be about to set the next fault; the lab clears that, too.
     */
    public void undoAtCtrlC() {
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    private void undoNow() {
        try {
            List<String> undone = new RemoteFaults(lab).clear(null);
            lines.accept("Interrupted. " + (undone.isEmpty() ? "Nothing was set." : undone(undone)));
        } catch (WebFailure | Refusal failed) {
            lines.accept("Interrupted, and " + failed.getMessage() + ": the lab undoes what was set.");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static String undone(List<String> what) {
        return "Undone: " + String.join(", ", what);
    }

    /** A lab in a container sees no process of this machine end. */
    private void sayAgainAndAgain() {
        Thread.ofVirtual().name("alive").start(() -> {
            try {
                while (!isOver) {
                    sayOnce();
                    Patience.pause(LEASE.dividedBy(6));
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void sayOnce() throws InterruptedException {
        try {
            lab.tell("/api/experiment/alive", Map.of("pid", pid()), QUICK);
        } catch (WebFailure busy) {
            lines.accept("The lab did not hear that this experiment goes on: " + busy.getMessage());
        }
    }

    /** Whatever is set is undone. */
    @Override
    public void close() throws InterruptedException {
        isOver = true;
        forgetInterruption();
        List<String> undone = new ArrayList<>(new RemoteFaults(lab).clearOfEngine());
        undone.addAll(good(lab.tell("/api/experiment/end", Map.of("pid", pid()), TO_UNDO))
                .as(ExperimentRoutes.Undone.class)
                .undone());
        if (!undone.isEmpty()) {
            lines.accept(undone(undone));
        }
    }

    private void forgetInterruption() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException alreadyEnding) {
            // Then it is under way, and clearing twice does no harm.
            return;
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static Answer good(Answer answer) {
        if (!answer.isGood()) {
            throw new Refusal(answer.reason());
        }
        return answer;
    }
}
