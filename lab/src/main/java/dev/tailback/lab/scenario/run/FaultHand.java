package dev.tailback.lab.scenario.run;

import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.scenario.FaultSetting;
import dev.tailback.lab.scenario.FaultStep;
import java.util.stream.Collectors;

/** Sets and clears faults, and says what was read back. */
public record FaultHand(RemoteFaults faults) {
    public String perform(FaultStep step) throws InterruptedException {
        return switch (step) {
            case FaultStep.Set set -> set(set.setting());
            case FaultStep.Clear clear -> "cleared: " + String.join(", ", faults.clear(clear.fault()));
        };
    }

    private String set(FaultSetting setting) throws InterruptedException {
        return faults.set(setting.fault(), setting.with()).stream()
                .map(FaultHand::words)
                .collect(Collectors.joining("; ", setting.fault() + ": ", ""));
    }

    private static String words(FaultsView.Standing standing) {
        return standing.target().equals(standing.fault()) ? standing.seen() : standing.target() + " " + standing.seen();
    }
}
