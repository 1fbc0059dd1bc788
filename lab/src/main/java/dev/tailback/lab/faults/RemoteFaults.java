package dev.tailback.lab.faults;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of a lab that runs in another process. */
public final class RemoteFaults {
    private static final Duration TO_LOOK = Duration.ofSeconds(30);
    /** Longer than the lab itself takes to build an index or to start a part, so that its own sentence arrives. */
    private static final Duration TO_CHANGE = Duration.ofMinutes(5);

    private static final int BAD_REQUEST = 400;

    private final RunningLab lab;

    public RemoteFaults(RunningLab lab) {
        this.lab = lab;
    }

    public FaultsView view() throws InterruptedException {
        return lab.ask("/api/faults", TO_LOOK).as(FaultsView.class);
    }

    /** Throws what {@link #set} would throw for a name or a value that can never be right. */
    public void check(String fault, Map<String, String> with) throws InterruptedException {
        good(lab.tell("/api/faults/check", Map.of("fault", fault, "with", with), TO_LOOK));
    }

    public List<FaultsView.Standing> set(String fault, Map<String, String> with) throws InterruptedException {
        return good(lab.tell("/api/faults/set", Map.of("fault", fault, "with", with), TO_CHANGE))
                .as(FaultRoutes.Set.class)
                .set();
    }

    public List<String> clear(@Nullable String fault) throws InterruptedException {
        Map<String, String> what = new LinkedHashMap<>();
        if (fault != null) {
            what.put("fault", fault);
        }
        return good(lab.tell("/api/faults/clear", what, TO_CHANGE))
                .as(FaultRoutes.Cleared.class)
                .cleared();
    }

    private static Answer good(Answer answer) {
        if (answer.isGood()) {
            return answer;
        }
        throw answer.status() == BAD_REQUEST
                ? new Refusal(Refusal.WRONG_USE, answer.reason())
                : new Refusal(answer.reason());
    }
}
