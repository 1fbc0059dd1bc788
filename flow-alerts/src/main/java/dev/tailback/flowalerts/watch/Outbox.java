package dev.tailback.flowalerts.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verdicts on their way to who is told: whoever hands in signals waits for none of them. */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final int MOST = 10_000;

    private final LinkedBlockingQueue<Verdicts.Change> waiting = new LinkedBlockingQueue<>(MOST);
    private final LongAdder untold = new LongAdder();

    void put(List<Verdicts.Change> changes) {
        for (Verdicts.Change change : changes) {
            if (!waiting.offer(change)) {
                untold.increment();
                log.warn("more than {} verdicts wait to be told, and this is not: {}", MOST, change.verdict());
            }
        }
    }

    /** Tells those that wait, and waits so long for the first. */
    void tell(List<Verdicts> listeners, Duration patience) throws InterruptedException {
        Verdicts.Change change = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        while (change != null) {
            for (Verdicts listener : listeners) {
                listener.take(change);
            }
            change = waiting.poll();
        }
    }

    long untold() {
        return untold.sum();
    }
}
