package dev.tailback.stage;

import dev.tailback.stage.failure.Failures;
import org.slf4j.Logger;

/**
 * Of a task that is done again and again: an outage fails each of its tries alike. The first is told, by a line if it can
 * pass and with its stack if it is a defect; the rest are counted, until one fails otherwise or succeeds.
 */
final class Setbacks {
    private final Logger log;
    private String last = "";
    private long again;

    Setbacks(Logger log) {
        this.log = log;
    }

    synchronized void failed(RuntimeException failure) {
        Throwable root = Failures.rootOf(failure);
        String kind = root.getClass().getName();
        if (kind.equals(last)) {
            again++;
            return;
        }
        last = kind;
        again = 0;
        if (Failures.isTransient(failure)) {
            log.warn("what is done by the clock failed and is tried again: {}", root.toString());
        } else {
            log.error("what is done by the clock failed", failure);
        }
    }

    synchronized void succeeded() {
        if (!last.isEmpty()) {
            log.info("what is done by the clock succeeds again; it failed {} times", again + 1);
            last = "";
        }
    }
}
