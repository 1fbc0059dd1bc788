package dev.tailback.flowalerts.otlp;

import java.util.concurrent.Semaphore;

/**
 * Room for bodies that are turned into messages, which take many times their bytes of the heap meanwhile. Daily ones hardly
 * wait; one that is larger than the room has it for itself.
 */
final class ParsingRoom {
    private static final int SHARE_OF_HEAP = 32;
    private static final int SIZE =
            (int) Math.min(Limits.MAX_UNPACKED, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    private final Semaphore bytes = new Semaphore(SIZE, true);

    /** Waits for room: not for long, for nobody waits for anything while having it. */
    void enter(byte[] body) {
        bytes.acquireUninterruptibly(Math.min(body.length, SIZE));
    }

    void leave(byte[] body) {
        bytes.release(Math.min(body.length, SIZE));
    }
}
