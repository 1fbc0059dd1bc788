package dev.tailback.lab.web;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP. Answers of any status are returned; silence is a {@link WebFailure}. */
public interface Http {
    String ACCEPTED = "application/json, application/problem+json";

    /**
     * Asks and waits for the answer.
     *
     * @param body is sent as JSON; null for none
     */
    Answer send(String method, URI uri, @Nullable Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException;

    default Answer get(URI uri, Duration patience) throws InterruptedException {
        return send("GET", uri, null, Map.of(), patience);
    }

    default Answer post(URI uri, Object body, Duration patience) throws InterruptedException {
        return send("POST", uri, body, Map.of(), patience);
    }

    default Answer post(URI uri, Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        return send("POST", uri, body, headers, patience);
    }

    default Answer put(URI uri, Object body, Duration patience) throws InterruptedException {
        return send("PUT", uri, body, Map.of(), patience);
    }

    default Answer patch(URI uri, Object body, Duration patience) throws InterruptedException {
        return send("PATCH", uri, body, Map.of(), patience);
    }

    default Answer delete(URI uri, Duration patience) throws InterruptedException {
        return send("DELETE", uri, null, Map.of(), patience);
    }

    /** As {@link #post(URI, Object, Duration)}, without leaving a trace: for questions that are asked again and again. */
    default Answer postUntraced(URI uri, Object body, Duration patience) throws InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String traceParent = "00-%016x%016x-%016x-00"
                .formatted(
                        random.nextLong(1, Long.MAX_VALUE),
                        random.nextLong(1, Long.MAX_VALUE),
                        random.nextLong(1, Long.MAX_VALUE));
        return send("POST", uri, body, Map.of("traceparent", traceParent), patience);
    }
}
