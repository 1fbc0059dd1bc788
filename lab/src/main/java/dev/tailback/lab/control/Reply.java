package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param headers besides those that every answer has
 * @param afterwards is done when the answer is on its way
 */
public record Reply(int status, Map<String, String> headers, Body body, Runnable afterwards) {
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Known as a whole, or written as it comes. */
    public sealed interface Body {}

    record Whole(byte[] bytes) implements Body {}

    record Flowing(Flow flow) implements Body {}

    /** Writes until it has nothing more to say; whoever went away shows as an exception. */
    @FunctionalInterface
    public interface Flow {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        return whole(status, JSON, Json.compact(value));
    }

    public static Reply problem(int status, String title, String detail) {
        return problem(new Problem(title, status, detail));
    }

    static Reply problem(Problem problem) {
        return whole(problem.status(), PROBLEM, Json.compact(problem));
    }

    static Reply text(String type, String text) {
        return whole(200, type, text);
    }

    /** A file, as it is on the wire. */
    public static Reply file(String type, byte[] bytes) {
        return new Reply(200, Map.of(TYPE, type), new Whole(bytes), Reply::nothing);
    }

    /** To be found elsewhere. */
    static Reply seeOther(String path) {
        return new Reply(303, Map.of("Location", path), new Whole(new byte[0]), Reply::nothing);
    }

    /** Server-sent events. */
    public static Reply events(Flow flow) {
        return new Reply(200, Map.of(TYPE, "text/event-stream"), new Flowing(flow), Reply::nothing);
    }

    private static Reply whole(int status, String type, String text) {
        return new Reply(status, Map.of(TYPE, type), new Whole(text.getBytes(UTF_8)), Reply::nothing);
    }

    private static void nothing() {}

    Reply then(Runnable next) {
        return new Reply(status, headers, body, next);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, afterwards);
    }

    public Reply withStatus(int other) {
        return new Reply(other, headers, body, afterwards);
    }
}
