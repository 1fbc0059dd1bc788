package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.Hands;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A part that has ended; clearing starts it again. */
final class EndedPart implements Fault {
    private static final String PART = "part";
    private static final String HOLDER = "holder";

    /** How a part ends. */
    private interface End {
        void of(Part part) throws IOException, InterruptedException;
    }

    private final Hands hands;
    private final Manual manual;
    private final End end;

    private EndedPart(Hands hands, Manual manual, End end) {
        this.hands = hands;
        this.manual = manual;
        this.end = end;
    }

    static EndedPart killed(Hands hands) {
        return new EndedPart(
                hands, new Manual("kill", "Kills a process (SIGKILL); clearing starts it again.", part()), hands::kill);
    }

    static EndedPart stopped(Hands hands) {
        return new EndedPart(
                hands,
                new Manual("stop", "Ends a process (SIGTERM), as a deploy does; clearing starts it again.", part()),
                hands::end);
    }

    private static Parameter part() {
        return Parameter.oneOf(PART, null, Part.names());
    }

    @Override
    public Manual manual() {
        return manual;
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(with.text(PART));
    }

    @Override
    public Map<String, String> before(String target) throws IOException, InterruptedException {
        return Map.of(HOLDER, hands.look(Part.of(target)).holder());
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        end.of(Part.of(strike.target()));
    }

    @Override
    public Sight look(Strike strike) throws IOException, InterruptedException {
        Part part = Part.of(strike.target());
        Hands.Look look = hands.look(part);
        return look.state() == Hands.State.GONE
                ? new Sight(true, strike.before(HOLDER) + " is gone")
                : Sight.absent(part + " runs as " + look.holder());
    }

    @Override
    public void clear(Strike strike) throws IOException, InterruptedException {
        hands.start(Part.of(strike.target()));
    }
}
