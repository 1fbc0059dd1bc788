package dev.tailback.lab.experiment;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** This process, as the experimenter with a lab that runs in another, until it is closed. */
public final class Experiment implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(5);
    /** Longer than indexes take to be built again. */
    private static final Duration TO_UNDO = Duration.ofMinutes(5);

    private final RunningLab lab;

    private final Consumer<String> lines;

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
        good(lab.tell("/api/experiment/begin", Map.of("name", name, "pid", pid()), QUICK));
        return new Experiment(lab, lines);
    }

    /** Whatever is set is undone. */
    @Override
    public void close() throws InterruptedException {
        List<String> undone = good(lab.tell("/api/experiment/end", Map.of("pid", pid()), TO_UNDO))
                .as(ExperimentRoutes.Undone.class)
                .undone();
        if (!undone.isEmpty()) {
            lines.accept("Undone: " + String.join(", ", undone));
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
