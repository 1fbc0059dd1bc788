package dev.tailback.flowalerts.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Server-sent events to whoever listens. Who publishes waits for nobody: a listener that is too slow is let go, comes again
 * by itself, and is told what it missed as far as that is still here.
 */
public final class EventStream implements AutoCloseable {
    private static final int MOST_LISTENERS = 100;
    private static final int MOST_WAITING = 256;
    private static final int KEPT = 256;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final String END = "";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-store");

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<ArrayBlockingQueue<String>> listeners = new HashSet<>();
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private long last;
    private boolean closed;

    private record Kept(long number, String text) {}

    /** @param data on one line, as JSON is */
    public void publish(String event, String data) {
        lock.lock();
        try {
            last++;
            String text = "id: %d\nevent: %s\ndata: %s\n\n".formatted(last, event, data);
            kept.add(new Kept(last, text));
            if (kept.size() > KEPT) {
                kept.remove();
            }
            listeners.removeIf(listener -> !offer(listener, text));
        } finally {
            lock.unlock();
        }
    }

    private static boolean offer(ArrayBlockingQueue<String> listener, String text) {
        if (listener.offer(text)) {
            return true;
        }
        listener.clear();
        listener.add(END);
        return false;
    }

    /**
     * What a listener is answered; empty when there are too many.
     *
     * @param lastEventId what the listener says to have had last, if anything
     */
    public Optional<Answer> listen(Optional<String> lastEventId) {
        ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(MOST_WAITING + KEPT);
        lock.lock();
        try {
            if (closed || listeners.size() >= MOST_LISTENERS) {
                return Optional.empty();
            }
            missed(lastEventId).forEach(queue::add);
            listeners.add(queue);
        } finally {
            lock.unlock();
        }
        return Optional.of(Answer.streaming(HEADERS, out -> write(queue, out)));
    }

    private List<String> missed(Optional<String> lastEventId) {
        return lastEventId
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .map(id -> kept.stream()
                        .filter(event -> event.number() > id)
                        .map(Kept::text)
                        .toList())
                .orElse(List.of());
    }

    private void write(ArrayBlockingQueue<String> queue, OutputStream out) throws IOException {
        try {
            send(out, "retry: 2000\n\n");
            for (String text = next(queue); !text.equals(END); text = next(queue)) {
                send(out, text);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            leave(queue);
        }
    }

    private static String next(ArrayBlockingQueue<String> queue) throws InterruptedException {
        String text = queue.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        return text == null ? ": here\n\n" : text;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void leave(ArrayBlockingQueue<String> queue) {
        lock.lock();
        try {
            listeners.remove(queue);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all that listen. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            listeners.forEach(listener -> {
                listener.clear();
                listener.add(END);
            });
            listeners.clear();
        } finally {
            lock.unlock();
        }
    }
}
