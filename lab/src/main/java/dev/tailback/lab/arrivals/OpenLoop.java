package dev.tailback.lab.arrivals;

import dev.tailback.lab.machine.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * An open loop: whoever comes does so when the plan says it, and waits for nobody, as in life. A closed loop would slow
 * down with the shop and hide what it wants to show.
 */
public final class OpenLoop {
    /** Where arrivals enter; it must not wait for an answer, or those behind would be late. */
    @FunctionalInterface
    public interface Entrance<T> {
        void letIn(T arrival, Instant intendedAt) throws InterruptedException;
    }

    private final Punctuality punctuality = new Punctuality();

    /** Returns when the last has been let in. */
    public <T extends Timed> void run(Iterator<? extends T> arrivals, Entrance<T> entrance)
            throws InterruptedException {
        long beganNanos = System.nanoTime();
        Instant began = Instant.now();
        while (arrivals.hasNext()) {
            T arrival = arrivals.next();
            Patience.pause(arrival.offset().minusNanos(System.nanoTime() - beganNanos));
            punctuality.started(Duration.ofNanos(System.nanoTime() - beganNanos).minus(arrival.offset()));
            entrance.letIn(arrival, began.plus(arrival.offset()));
        }
    }

    public Punctuality.Summary punctuality() {
        return punctuality.summary();
    }
}
