package dev.tailback.lab.drill.running;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drill of a lab that runs in another process. */
public final class RemoteDrill {
    private static final Duration QUICK = Duration.ofSeconds(10);
    /** Longer than a part takes to start, so that the lab's own sentence arrives. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final int BAD_REQUEST = 400;

    private final RunningLab lab;

    public RemoteDrill(RunningLab lab) {
        this.lab = lab;
        if (lab.elsewhere().isPresent()) {
            throw new Refusal(
                    Refusal.WRONG_USE, "drills are held in a lab of this machine, which can kill and stop processes");
        }
    }

    public Optional<Told> told() throws InterruptedException {
        return Optional.ofNullable(shown().drill());
    }

    public boolean hides() throws InterruptedException {
        return shown().hides();
    }

    private DrillRoutes.Shown shown() throws InterruptedException {
        return lab.ask(DrillRoutes.PATH, QUICK).as(DrillRoutes.Shown.class);
    }

    public DrillRoutes.Choices choices() throws InterruptedException {
        return lab.ask(DrillRoutes.PATH + "/choices", QUICK).as(DrillRoutes.Choices.class);
    }

    public Told start(Wanted wanted) throws InterruptedException {
        return tell("/start", wanted).as(Told.class);
    }

    public void see() throws InterruptedException {
        tell("/see", Map.of());
    }

    public boolean name(String cause, List<String> evidence) throws InterruptedException {
        return tell("/name", Map.of("cause", cause, "evidence", evidence))
                .as(DrillRoutes.Verdict.class)
                .right();
    }

    public String hint() throws InterruptedException {
        return tell("/hint", Map.of()).json().path("hint").asString("");
    }

    public String repair(String repair) throws InterruptedException {
        return tell("/repair", Map.of("repair", repair)).json().path("said").asString("");
    }

    public void giveUp() throws InterruptedException {
        tell("/give-up", Map.of());
    }

    private Answer tell(String what, Object body) throws InterruptedException {
        Answer answer = lab.tell(DrillRoutes.PATH + what, body, LONG);
        if (answer.isGood()) {
            return answer;
        }
        throw answer.status() == BAD_REQUEST
                ? new Refusal(Refusal.WRONG_USE, answer.reason())
                : new Refusal(answer.reason());
    }
}
