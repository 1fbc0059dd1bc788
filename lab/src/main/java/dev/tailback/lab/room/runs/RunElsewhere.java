package dev.tailback.lab.room.runs;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.room.runs.ScenarioRuns.Told;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A scenario that the lab of a cluster runs, where the shop is; here its lines are read. */
public record RunElsewhere(RunningLab lab, Terminal terminal) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A look that fails is no end of a run: its pod may be busy. */
    private static final int SILENT_LOOKS = 30;

    /** Returns the status of its exit. A Ctrl-C here ends it there. */
    public int follow(String scenario, boolean fast) throws InterruptedException {
        good(lab.tell("/api/room/run/start", Map.of("name", scenario, "fast", fast), PATIENCE));
        Thread stop = new Thread(this::stop, "stop-run");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return toItsEnd();
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private int toItsEnd() throws InterruptedException {
        long seen = 0;
        int silent = 0;
        while (true) {
            try {
                Told told = good(lab.ask("/api/room/run", PATIENCE)).as(Told.class);
                silent = 0;
                unseen(told, seen).forEach(terminal::line);
                seen = told.dropped() + told.lines().size();
                if (told.status() != null) {
                    return told.status();
                }
            } catch (WebFailure busy) {
                if (++silent == SILENT_LOOKS) {
                    throw busy;
                }
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    /** What was said since so many lines had been seen, as far as it is kept. */
    static List<String> unseen(Told told, long seen) {
        long skip = Math.clamp(seen - told.dropped(), 0, told.lines().size());
        return told.lines().subList((int) skip, told.lines().size());
    }

    private void stop() {
        try {
            terminal.lastly("Ending the run; what it broke is undone…");
            lab.tell("/api/room/run/stop", Map.of(), PATIENCE);
        } catch (WebFailure gone) {
            terminal.lastly("The run could not be told to end: " + gone.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer good(Answer answer) {
        if (!answer.isGood()) {
            throw new Refusal(answer.reason());
        }
        return answer;
    }
}
