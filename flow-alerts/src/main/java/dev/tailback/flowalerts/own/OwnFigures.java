package dev.tailback.flowalerts.own;

import dev.tailback.flowalerts.workers.Worker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on, every few seconds, what flow-alerts tells of itself, to where points that somebody sends go. It goes over no
 * wire and is not counted as received, so telling of it makes no more to tell.
 */
public final class OwnFigures implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnFigures.class);

    /** As often as the stages of a shop do. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Worker worker;

    private OwnFigures(Worker worker) {
        this.worker = worker;
    }

    /** @param tell hands on what is true now */
    public static OwnFigures start(Runnable tell) {
        return new OwnFigures(Worker.every(EVERY, "own-figures", tell));
    }

    public Worker worker() {
        return worker;
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            if (!worker.join(CLOSE_WITHIN)) {
                log.warn("telling of ourselves did not end within {} s", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
