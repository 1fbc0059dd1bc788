package dev.tailback.lab.scenario.run;

import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * Returns when the last is done, or throws when the shoppers broke off: without them there is nothing to be seen.
     *
     * @param crowd the shoppers while they come
     */
    void play(Scenario scenario, Shoppers shoppers, Future<?> crowd) throws InterruptedException, ExecutionException {
        for (Cue cue : cues(scenario, shoppers)) {
            await(time.at(cue.at()), crowd);
            Deed deed = diary.note(cue.act().perform());
            terminal.line("           %s".formatted(deed.what()));
        }
    }

    private static void await(Instant at, Future<?> crowd) throws InterruptedException, ExecutionException {
        try {
            crowd.get(Duration.between(Instant.now(), at).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException underWay) {
            return;
        }
        Patience.pause(Duration.between(Instant.now(), at));
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
