package dev.tailback.lab.bench;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.web.Web;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Orders per second through all stages at the sturdy settings, then at the naive ones, and in between a steady half of
 * the sturdy rate, for how long an order takes when nothing queues.
 */
public final class PipelineBench {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    // So few that all of them end: cut off in the middle, the work done for orders that had not ended would count as
    // none.
    private static final int MOST_NAIVE = 3_000;
    private static final Duration NAIVE_LIMIT = Duration.ofMinutes(2);

    private final OrderRuns runs;
    private final Dispatching dispatching;

    private PipelineBench(OrderRuns runs) {
        this.runs = runs;
        this.dispatching = runs.dispatching();
    }

    public static PipelineReport run(Web web, Ports ports, LabStatus status, int orders, Consumer<String> progress)
            throws InterruptedException {
        try (OrderRuns runs = new OrderRuns(web, ports, status, progress)) {
            return new PipelineBench(runs).measure(orders);
        }
    }

    private PipelineReport measure(int orders) throws InterruptedException {
        Thread setBack = new Thread(this::setBackOnInterrupt, "set-back");
        Runtime.getRuntime().addShutdownHook(setBack);
        try {
            dispatching.use(Dispatching.STURDY);
            runs.warmUp();
            Measured sturdy = runs.atOnce("sturdy", "200 × 2", orders, LIMIT);
            Measured halfLoad = runs.steadily("half load", sturdy.ordersPerSecond() / 2);
            dispatching.use(Dispatching.NAIVE);
            Measured naive = runs.atOnce("naive", "1 × 1", Math.min(orders, MOST_NAIVE), NAIVE_LIMIT);
            List<String> notes = new ArrayList<>(runs.notes());
            if (!ProcessorTime.isKnown()) {
                notes.add("Processor time is unavailable: this system has no /proc.");
            }
            double ratio = naive.ordersPerSecond() == 0 ? 0 : sturdy.ordersPerSecond() / naive.ordersPerSecond();
            return new PipelineReport(
                    Instant.now(),
                    Runtime.getRuntime().availableProcessors(),
                    sturdy,
                    halfLoad,
                    naive,
                    ratio,
                    List.copyOf(notes));
        } finally {
            Runtime.getRuntime().removeShutdownHook(setBack);
            dispatching.setBack();
        }
    }

    private void setBackOnInterrupt() {
        try {
            dispatching.setBack();
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }
}
