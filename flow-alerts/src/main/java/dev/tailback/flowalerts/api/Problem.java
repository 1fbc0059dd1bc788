package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import java.util.Map;

/** A request that gets no answer but an explanation, as RFC 9457 has it. */
final class Problem extends RuntimeException {
    private final int status;
    private final String title;
    private final String detail;
    private final Map<String, String> headers;

    private Problem(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.headers = headers;
    }

    static Problem wrongValue(String field, String value, String allowed) {
        return new Problem(400, "Bad Request", field + " is '" + value + "'; allowed: " + allowed, Map.of());
    }

    /** A request that is wrong in a way that the sentence says. */
    static Problem of(String sentence) {
        return new Problem(400, "Bad Request", sentence, Map.of());
    }

    static Problem missing(String field, String allowed) {
        return new Problem(400, "Bad Request", field + " is missing; allowed: " + allowed, Map.of());
    }

    static Problem notFound(String field, String value, String allowed) {
        return new Problem(404, "Not Found", field + " is '" + value + "'; allowed: " + allowed, Map.of());
    }

    static Problem notFound(String sentence) {
        return new Problem(404, "Not Found", sentence, Map.of());
    }

    /** What was asked for is not possible as things are. */
    static Problem conflict(String sentence) {
        return new Problem(409, "Conflict", sentence, Map.of());
    }

    static Problem wrongMethod(String method, String allowed) {
        return new Problem(
                405, "Method Not Allowed", "method is '" + method + "'; allowed: " + allowed, Map.of("Allow", allowed));
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail, Map.of());
    }

    static Problem failed() {
        return new Problem(
                500, "Internal Server Error", "flow-alerts failed on this request; its log says why", Map.of());
    }

    Answer answer() {
        Body body = new Body("about:blank", title, status, detail);
        return Json.answer(status, "application/problem+json", headers, body);
    }

    private record Body(String type, String title, int status, String detail) {}
}
