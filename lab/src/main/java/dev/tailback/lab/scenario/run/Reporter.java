package dev.tailback.lab.scenario.run;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.verdict.Progress;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells the lab how far the scenario is, for its page. What is not heard is told anew two seconds later. */
final class Reporter implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final RunningLab lab;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

    Reporter(RunningLab lab, Scenario scenario, Recording recording, Optional<Prediction> prediction, DemoTime time) {
        this.lab = lab;
        thread.execute(() -> {
            try {
                while (tell(Progress.of(scenario, recording, prediction, time.minute(Instant.now())))) {
                    Patience.pause(EVERY);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** False for a lab whose page shows no runs. */
    private boolean tell(Progress progress) throws InterruptedException {
        try {
            return lab.put(RunningLab.PROGRESS, progress, QUICK).isGood();
        } catch (WebFailure busy) {
            return true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
