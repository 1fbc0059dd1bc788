package dev.tailback.flowalerts.otlp.body;

import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Room for the bodies of requests, from the first byte to the answer, whatever way they come.
 *
 * <p>A sender may have as much of it as is left free: alone a half, one of two a third, and whoever sends little always
 * finds room. That is the dynamic threshold by which switches share their memory (Choudhury and Hahne, 1998).
 */
public final class BodyRoom {
    // Well before exporters give up by themselves (10 s), so that they learn they should come again.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final long size;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final Map<Object, Long> bySender = new HashMap<>();
    private long used;

    public BodyRoom() {
        this(Limits.BODIES, PATIENCE);
    }

    BodyRoom(long size, Duration patience) {
        this.size = size;
        this.patience = patience;
    }

    /** Takes no room yet. */
    public Stay enter(@Nullable SocketAddress from) {
        return new Stay(sender(from));
    }

    /** An address; where all of a machine share one, a connection. */
    private static Object sender(@Nullable SocketAddress from) {
        if (from instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return inet.getAddress().isLoopbackAddress() ? inet : inet.getAddress();
        }
        return from == null ? "unknown" : from;
    }

    static boolean fits(long size, long used, long ofSender, long more) {
        return ofSender + more <= size - used - more;
    }

    /** The room that one request has. */
    public final class Stay implements AutoCloseable {
        private final Object sender;
        private long held;

        private Stay(Object sender) {
            this.sender = sender;
        }

        /**
         * Has so many bytes from now on; waits a while for them if they are more than before.
         *
         * @throws Refusal when there is no room, and the sender should come again
         */
        public void hold(long bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long more = bytes - held;
                long left = patience.toNanos();
                while (more > 0 && !fits(size, used, ofSender(), more)) {
                    if (left <= 0) {
                        throw noRoom();
                    }
                    left = BodyRoom.this.left.awaitNanos(left);
                }
                change(more);
            } finally {
                lock.unlock();
            }
        }

        private Refusal noRoom() {
            return ofSender() > held
                    ? Refusal.full(
                            "this sender has %d bytes in memory, of %d for all".formatted(ofSender(), size), COME_AGAIN)
                    : Refusal.busy("requests of %d bytes are being read and none ended within %d s"
                            .formatted(used, patience.toSeconds()));
        }

        private long ofSender() {
            return bySender.getOrDefault(sender, 0L);
        }

        private void change(long more) {
            held += more;
            used += more;
            bySender.merge(sender, more, (before, added) -> before + added == 0 ? null : before + added);
            if (more < 0) {
                left.signalAll();
            }
        }

        /** Gives all of it to the others; again is harmless. */
        @Override
        public void close() {
            lock.lock();
            try {
                if (held > 0) {
                    change(-held);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
