package dev.tailback.lab.scenario.run;

import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.shoppers.Shoppers;
import dev.tailback.lab.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does to the shop and its shoppers what the scenario says, at its time. */
final class Stagehand {
    private interface Act {
        String perform() throws InterruptedException;
    }

    private record Cue(double at, Act act) {}

    private final FaultHand hand;
    private final DemoTime time;
    private final Diary diary;
    private final Terminal terminal;

    Stagehand(RemoteFaults faults, DemoTime time, Diary diary, Terminal terminal) {
        this.hand = new FaultHand(faults);
        this.time = time;
        this.diary = diary;
        this.terminal = terminal;
    }

    /** Returns when the last is done. */
    void play(Scenario scenario, Shoppers shoppers) throws InterruptedException {
        for (Cue cue : cues(scenario, shoppers)) {
            Patience.pause(Duration.between(Instant.now(), time.at(cue.at())));
            Deed deed = diary.note(cue.act().perform());
            terminal.line("           %s".formatted(deed.what()));
        }
    }

    private List<Cue> cues(Scenario scenario, Shoppers shoppers) {
        List<Cue> cues = new ArrayList<>();
        scenario.steps().forEach(step -> cues.add(new Cue(step.at(), () -> hand.perform(step))));
        scenario.crowd().stubbornness().stream()
                .skip(1)
                .forEach(later -> cues.add(new Cue(later.at(), () -> become(later, shoppers))));
        // Stable: what has the same time stays in the order of the file.
        cues.sort(Comparator.comparingDouble(Cue::at));
        return cues;
    }

    private static String become(Crowd.Stubbornness wanted, Shoppers shoppers) {
        shoppers.become(wanted.retries());
        return "shoppers try again %d times at most%s"
                .formatted(
                        wanted.retries().most(),
                        wanted.retries().isBudgeted()
                                ? ", and %.2f times for each first checkout"
                                        .formatted(wanted.retries().budget())
                                : "");
    }
}
