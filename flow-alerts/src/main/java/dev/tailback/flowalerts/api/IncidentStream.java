package dev.tailback.flowalerts.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.IncidentEvent;
import dev.tailback.flowalerts.incidents.IncidentJson;
import dev.tailback.flowalerts.incidents.Incidents;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What happens to incidents, as server-sent events. Who reads too slowly misses some, is told so, and asks for the list
 * again.
 */
final class IncidentStream {
    private static final int MOST_READERS = 32;
    private static final int MOST_WAITING = 256;
    private static final long BEAT_SECONDS = 15;
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-store");

    private final Incidents incidents;
    private final Function<Incident, IncidentJson> shown;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    IncidentStream(Incidents incidents, Function<Incident, IncidentJson> shown) {
        this.incidents = incidents;
        this.shown = shown;
    }

    Answer answer() {
        if (!readers.tryAcquire()) {
            throw Problem.unavailable(
                    "%d read incidents' events already; allowed: as many as that".formatted(MOST_READERS));
        }
        return Answer.streaming(HEADERS, out -> {
            try {
                read(out);
            } finally {
                readers.release();
            }
        });
    }

    /** A reader's queue. */
    private static final class Waiting implements IncidentEvent.Listener {
        private final BlockingQueue<IncidentEvent> events = new ArrayBlockingQueue<>(MOST_WAITING);
        private final AtomicLong missed = new AtomicLong();

        @Override
        public void on(IncidentEvent event) {
            if (!events.offer(event)) {
                missed.incrementAndGet();
            }
        }
    }

    private void read(OutputStream out) throws IOException {
        Waiting waiting = new Waiting();
        incidents.listen(waiting);
        try {
            write(out, "event: open\ndata: %s\n\n".formatted(Json.text(incidents.counts())));
            while (true) {
                IncidentEvent event = waiting.events.poll(BEAT_SECONDS, TimeUnit.SECONDS);
                long missed = waiting.missed.getAndSet(0);
                if (missed > 0) {
                    write(out, "event: missed\ndata: {\"events\":%d}\n\n".formatted(missed));
                }
                // A client that went away shows only when something is written.
                write(out, event == null ? ": nothing\n\n" : text(event));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            incidents.forget(waiting);
        }
    }

    private String text(IncidentEvent event) {
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.number(), event.what().word(), Json.text(shown.apply(event.incident())));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
