package dev.tailback.flowalerts.otlp;

import java.util.concurrent.Semaphore;

/**
 * Room for bodies that are turned into messages, which take many times their bytes of the heap meanwhile. Daily ones hardly
 * wait; one that is as large as the room or larger, as a record of Kafka may be, has it for itself.
 */
final class ParsingRoom {
    private static final int SIZE = Limits.MAX_UNPACKED;

    private final Semaphore bytes = new Semaphore(SIZE, true);

    /** Waits for room: not for long, for nobody waits for anything while having it. */
    void enter(byte[] body) {
        bytes.acquireUninterruptibly(Math.min(body.length, SIZE));
    }

    void leave(byte[] body) {
        bytes.release(Math.min(body.length, SIZE));
    }
}
