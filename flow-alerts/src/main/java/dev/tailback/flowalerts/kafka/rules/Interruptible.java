package dev.tailback.flowalerts.kafka.rules;

import org.apache.kafka.common.errors.InterruptException;

/** Work with a client of Kafka's, until it is interrupted. */
final class Interruptible {
    private Interruptible() {}

    /** Again and again. When it is over the thread is not interrupted any more, or the client could not leave its group. */
    static void again(Runnable work) throws InterruptedException {
        try {
            while (true) {
                work.run();
            }
        } catch (InterruptException closing) {
            Thread.interrupted();
            throw new InterruptedException(closing.getMessage());
        }
    }
}
