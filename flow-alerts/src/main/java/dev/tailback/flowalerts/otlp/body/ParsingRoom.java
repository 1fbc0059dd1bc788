package dev.tailback.flowalerts.otlp.body;

import dev.tailback.flowalerts.otlp.wire.Limits;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Room for bodies that are turned into objects, by about what they take of the heap meanwhile. Daily ones hardly wait; one
 * that takes all of the room has it for itself.
 */
public final class ParsingRoom {
    private static final int BYTES_PER_ITEM = 200;

    private final Semaphore bytes = new Semaphore(Limits.PARSING, true);

    /** Waits for room: not for long, for nobody waits for anything while having it. */
    public <T> T within(int bodyBytes, int items, Supplier<T> work) {
        int needed = bytesOf(bodyBytes, items);
        bytes.acquireUninterruptibly(needed);
        try {
            return work.get();
        } finally {
            bytes.release(needed);
        }
    }

    /** The texts of a body are there a second time, as texts. */
    public static int bytesOf(int bodyBytes, int items) {
        return (int) Math.min(Limits.PARSING, 2L * bodyBytes + (long) BYTES_PER_ITEM * items);
    }
}
