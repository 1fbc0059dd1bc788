package dev.tailback.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of processes that the lab cannot see: those of another machine, or outside of its container. */
class ExperimentsTest {
    private static final long FAR_AWAY = 4_711_000;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Web web = new Web();
    private Experiments experiments;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        Faults none = new Faults(List.of(), folder.resolve("faults.json"), said::add);
        experiments = new Experiments(none, new DemoClock(Ports.standard(), web), said::add);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void whoIsNotHeardOfForTheLeaseIsGone() {
        experiments.begin("far", FAR_AWAY, Duration.ofMillis(200));

        await().until(() -> experiments.running().isEmpty());
        assertThat(said).containsExactly("experiment far (pid 4711000) is gone; undone: nothing");
    }

    @Test
    void whoSaysThatItLivesKeepsTheShop() {
        experiments.begin("far", FAR_AWAY, Duration.ofMillis(500));

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).until(() -> {
            experiments.isAlive(FAR_AWAY);
            return experiments.running().isPresent();
        });
        assertThatThrownBy(() -> experiments.begin("other", FAR_AWAY + 1, Duration.ofSeconds(1)))
                .hasMessageContaining("one at a time");
    }

    @Test
    void withoutALeaseItMustBeAProcessOfThisMachine() {
        assertThatThrownBy(() -> experiments.begin("far", FAR_AWAY))
                .hasMessageContaining("that of a process that runs");
    }

    @Test
    void theLabItselfMayLeadOne() throws Exception {
        long own = ProcessHandle.current().pid();

        experiments.begin("the walk", own);

        assertThat(experiments.name()).hasValue("the walk");
        assertThat(experiments.end(own)).isEmpty();
        assertThat(experiments.name()).isEmpty();
    }
}
