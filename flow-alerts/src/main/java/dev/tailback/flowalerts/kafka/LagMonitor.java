package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.LagHistory;
import dev.tailback.flowalerts.lag.LagMemory;
import dev.tailback.flowalerts.lag.LagRules;
import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.Watched;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a cluster again and again. Whoever asks gets what was seen last and waits for nobody. */
public final class LagMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LagMonitor.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final ClusterLooks looks;
    private final Duration every;
    private final LagMemory memory;
    private final LagHistory history = new LagHistory();
    private final Consumer<LagView> seen;
    private final Worker worker;
    private volatile LagState state = new LagState(null, 0, 0, null);

    private LagMonitor(ClusterLooks looks, LagRules rules, Duration every, Consumer<LagView> seen) {
        this.looks = looks;
        this.seen = seen;
        this.every = every;
        memory = new LagMemory(rules);
        worker = Worker.start("lag", this::lookAgainAndAgain);
    }

    /**
     * Begins to look; whether there is a broker is seen later, again and again.
     *
     * @param seen is handed what each look saw
     */
    public static LagMonitor start(
            Client client, Watched watched, LagRules rules, Duration every, Consumer<LagView> seen) {
        return new LagMonitor(
                new ClusterLooks(client, watched, rules.fromEarliest(), Clock.systemUTC()), rules, every, seen);
    }

    public Worker worker() {
        return worker;
    }

    public LagState state() {
        return state;
    }

    public LagHistory history() {
        return history;
    }

    private void lookAgainAndAgain() throws InterruptedException {
        long next = System.nanoTime();
        while (true) {
            look();
            // One that took too long leaves none to be caught up with.
            next = Math.max(next + every.toNanos(), System.nanoTime());
            Thread.sleep(Duration.ofNanos(next - System.nanoTime()));
        }
    }

    private void look() throws InterruptedException {
        try {
            LagView view = memory.after(looks.look(every.dividedBy(2)));
            history.take(view);
            seen.accept(view);
            state = new LagState(view, state.looks() + 1, state.failures(), state.lastFailure());
        } catch (InterruptException closing) {
            throw new InterruptedException(closing.getMessage());
        } catch (KafkaException failure) {
            // Once a run of failures: a broker that is away is told of once, not every second.
            if (state.view() != null || state.failures() == 0) {
                log.warn("lag is not known: {}", failure.getMessage(), failure);
            }
            state = new LagState(null, state.looks() + 1, state.failures() + 1, failure.getMessage());
        }
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            if (worker.join(CLOSE_WITHIN)) {
                looks.close();
            } else {
                log.warn("looking at lag did not end within {} s", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
