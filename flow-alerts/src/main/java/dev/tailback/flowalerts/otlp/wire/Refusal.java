package dev.tailback.flowalerts.otlp.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A request that is not taken, and what is said about that over HTTP and gRPC. */
public final class Refusal extends RuntimeException {
    private final int httpStatus;
    private final RpcStatus status;
    private final Map<String, String> headers;

    /** @param code one of google.rpc.Code, which is what gRPC answers */
    private Refusal(
            int httpStatus, int code, String message, Optional<Duration> retryAfter, Map<String, String> headers) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.status = new RpcStatus(code, message, httpStatus == 400, retryAfter);
        this.headers = headers;
    }

    private static Refusal of(int httpStatus, int code, String message, Map<String, String> headers) {
        return new Refusal(httpStatus, code, message, Optional.empty(), headers);
    }

    public static Refusal malformed(String message) {
        return of(400, 3, message, Map.of());
    }

    public static Refusal unknownPath(String message) {
        return of(404, 12, message, Map.of());
    }

    public static Refusal wrongMethod(String message, String allowed) {
        return of(405, 12, message, Map.of("Allow", allowed));
    }

    public static Refusal tooLarge(String message) {
        return of(413, 8, message, Map.of());
    }

    public static Refusal wrongType(String message) {
        return of(415, 3, message, Map.of("Accept", Encoding.contentTypes(), "Accept-Encoding", "gzip"));
    }

    /** Whoever may not speak to this port. */
    public static Refusal stranger(int httpStatus, String message) {
        return of(httpStatus, 7, message, Map.of());
    }

    /** What a sender took too long with. */
    public static Refusal tooSlow(String message) {
        return of(408, 4, message, Map.of());
    }

    /** Such a one says why in the log. */
    public static Refusal failed() {
        return of(500, 13, "flow-alerts failed on this request; its log says why", Map.of());
    }

    /** There is no room for what came, or none for this sender. */
    public static Refusal full(String message, Duration retryAfter) {
        return again(429, 8, message, retryAfter);
    }

    /** So much is being read at once that nothing more can be looked at. */
    public static Refusal busy(String message) {
        return again(503, 14, message, Duration.ofSeconds(1));
    }

    /** OTLP's exporters come again after such an answer. Retry-After knows no parts of a second, and 0 would be at once. */
    private static Refusal again(int httpStatus, int code, String message, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new Refusal(
                httpStatus,
                code,
                message + "; allowed: to come again",
                Optional.of(retryAfter),
                Map.of("Retry-After", String.valueOf(seconds)));
    }

    public int httpStatus() {
        return httpStatus;
    }

    public boolean isForSize() {
        return httpStatus == 413;
    }

    public boolean isForLackOfRoom() {
        return status.retryAfter().isPresent();
    }

    public Map<String, String> headers() {
        return headers;
    }

    public RpcStatus status() {
        return status;
    }

    /** One of google.rpc.Code, by number. */
    public int code() {
        return status.code();
    }

    /** When to come again; empty when that would be in vain. */
    public Optional<Duration> retryAfter() {
        return status.retryAfter();
    }

    /** A google.rpc.Status in protobuf. */
    public byte[] details() {
        return status.protobuf();
    }
}
