package dev.tailback.lab.scenario.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.prediction.Forecast;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Recording recording = new Recording();
    private final Scenario scenario = scenario("kill-stage");

    private static Scenario scenario(String name) {
        try {
            return ScenarioFiles.shipped(name);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Progress at(double minute) {
        return Progress.of(scenario, recording, Optional.empty(), minute);
    }

    @Test
    void beforeItsMinutesAnExpectationIsToComeThenSoFarThenMeasured() {
        for (double minute = 0; minute < scenario.minutes(); minute += 0.1) {
            recording.add("failed", minute, 1);
        }

        assertThat(at(0).rows()).extracting(Progress.Row::state).containsOnly(Progress.State.TO_COME);
        // What alerts and the audit say is known when it is over.
        long figures = scenario.expectations().stream()
                .filter(Expectation.Measured.class::isInstance)
                .count();
        assertThat(at(scenario.minutes()).rows())
                .extracting(Progress.Row::state)
                .doesNotContain(Progress.State.SO_FAR)
                .filteredOn(Progress.State.MEASURED::equals)
                .hasSize(Math.toIntExact(figures));
        assertThat(at(scenario.minutes() / 2).rows())
                .extracting(Progress.Row::state)
                .contains(Progress.State.TO_COME);
    }

    @Test
    void whatIsOnlyKnownAtTheEndIsToComeUntilThen() {
        assertThat(at(scenario.minutes()).rows())
                .filteredOn(row -> row.expectation().equals("audit"))
                .singleElement()
                .satisfies(audit -> {
                    assertThat(audit.state()).isEqualTo(Progress.State.TO_COME);
                    assertThat(audit.held()).isFalse();
                });
    }

    @Test
    void whatWasPredictedStandsBesideWhatCameSoFar() throws IOException {
        Scenario storm = ScenarioFiles.shipped("metastable-retry-storm-control");

        Progress progress =
                Progress.of(storm, recording, Optional.of(Forecast.of(storm, 6, 1, 1, Optional.empty())), 3);

        assertThat(progress.predicted())
                .isNotEmpty()
                .allSatisfy(compared -> assertThat(compared.came()).isNull());
    }
}
