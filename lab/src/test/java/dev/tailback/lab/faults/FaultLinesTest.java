package dev.tailback.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultLinesTest {
    private static final FaultsView.ParameterView DELAY = new FaultsView.ParameterView("delay", "2900ms", "a duration");

    @Test
    void whatIsSetStandsFirstAndTheKeysOnDemand() {
        FaultsView view = view(new FaultsView.Standing(
                "slow-queries", "catalog", Map.of(), Instant.EPOCH, null, true, "queries sleep 2900 ms", false));

        assertThat(FaultLines.of(view, false, Terminal.silent()))
                .noneMatch(line -> line.contains("delay"))
                .first()
                .asString()
                .startsWith("slow-queries set since")
                .endsWith("catalog; queries sleep 2900 ms");
        assertThat(FaultLines.of(view, true, Terminal.silent())).anyMatch(line -> line.contains("delay=2900ms"));
    }

    @Test
    void thatNothingIsSetIsSaid() {
        assertThat(FaultLines.of(view(), false, Terminal.silent())).startsWith("No fault is set.");
    }

    private static FaultsView view(FaultsView.Standing... set) {
        return new FaultsView(
                List.of(
                        new FaultsView.Row("missing-index", "Drops indexes.", List.of(), List.of()),
                        new FaultsView.Row("slow-queries", "Delays every query.", List.of(DELAY), List.of(set))),
                List.of());
    }
}
