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
    private long times;

    Setbacks(Logger log) {
        this.log = log;
    }

    synchronized void failed(RuntimeException failure) {
        Throwable root = Failures.rootOf(failure);
        boolean mayPass = Failures.isTransient(failure);
        String kind = mayPass ? "may pass" : root.getClass().getName();
        times++;
        if (kind.equals(last)) {
            return;
        }
        last = kind;
        if (mayPass) {
            log.warn("what is done by the clock failed and is tried again: {}", root.toString());
        } else {
            log.error("what is done by the clock failed", failure);
        }
    }

    synchronized void succeeded() {
        if (!last.isEmpty()) {
            log.info("what is done by the clock succeeds again; it failed {} times", times);
            last = "";
            times = 0;
        }
    }
}
