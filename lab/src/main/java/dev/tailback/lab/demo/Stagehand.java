package dev.tailback.lab.demo;

import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.scenario.FaultStep;
import dev.tailback.lab.scenario.run.FaultHand;
import java.util.List;
import java.util.function.Consumer;

/** Makes the shop what a scene wants. */
record Stagehand(Walk walk, RemoteFaults faults) {
    /**
     * @param isNext the scene before it is on, and the shop as that one left it; whoever jumps gets the shop as the scenes
     *     that were passed would have left it
     * @param done hears what was done, and read back
     */
    void prepare(int scene, boolean isNext, Consumer<String> done) throws InterruptedException {
        if (!isNext) {
            List<String> cleared = faults.clear(null);
            if (!cleared.isEmpty()) {
                done.accept("cleared: " + String.join(", ", cleared));
            }
        }
        FaultHand hand = new FaultHand(faults);
        for (FaultStep step : isNext ? walk.scene(scene).steps() : walk.standingAfter(scene)) {
            done.accept(hand.perform(step));
        }
    }
}
