package dev.tailback.lab.experiment;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** This process, as the experimenter with a lab that runs in another. */
public final class Experiment {
    private static final Duration QUICK = Duration.ofSeconds(5);
    /** Longer than indexes take to be built again. */
    private static final Duration TO_UNDO = Duration.ofMinutes(5);

    private final RunningLab lab;

    private Experiment(RunningLab lab) {
        this.lab = lab;
    }

    /** Before anything is done that somebody else's would suffer from. */
    public static void demandNone(RunningLab lab) throws InterruptedException {
        ExperimentRoutes.Shown shown =
                good(lab.ask(ExperimentRoutes.PATH, QUICK)).as(ExperimentRoutes.Shown.class);
        if (shown.running()) {
            throw new Refusal("experiment %s (pid %d) runs; one at a time".formatted(shown.name(), shown.pid()));
        }
    }

    public static Experiment begin(RunningLab lab, String name) throws InterruptedException {
        good(lab.tell("/api/experiment/begin", Map.of("name", name, "pid", pid()), QUICK));
        return new Experiment(lab);
    }

    /** Returns what was undone. */
    public List<String> end() throws InterruptedException {
        return good(lab.tell("/api/experiment/end", Map.of("pid", pid()), TO_UNDO))
                .as(ExperimentRoutes.Undone.class)
                .undone();
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
