package dev.tailback.flowalerts.otlp;

import com.google.protobuf.CodedOutputStream;
import dev.tailback.flowalerts.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** A request that is not taken, and the answer that says so. */
final class Refusal extends RuntimeException {
    private final int status;
    private final int code;
    private final String message;
    private final Map<String, String> headers;

    /** @param code one of google.rpc.Code, which is what gRPC would have answered */
    private Refusal(int status, int code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.message = message;
        this.headers = headers;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, 3, message, Map.of());
    }

    static Refusal unknownPath(String message) {
        return new Refusal(404, 12, message, Map.of());
    }

    static Refusal wrongMethod(String message, String allowed) {
        return new Refusal(405, 12, message, Map.of("Allow", allowed));
    }

    static Refusal tooLarge(String message) {
        return new Refusal(413, 8, message, Map.of());
    }

    static Refusal wrongType(String message) {
        return new Refusal(415, 3, message, Map.of("Accept", OtlpReceiver.PROTOBUF, "Accept-Encoding", "gzip"));
    }

    static Refusal failed() {
        return new Refusal(500, 13, "flow-alerts failed on this request; its log says why", Map.of());
    }

    /** OTLP's exporters come again after such an answer. */
    static Refusal busy(String message) {
        return new Refusal(503, 14, message, Map.of("Retry-After", "1"));
    }

    /** Whoever sends too much learns when to come again; a part of a second would be read as none. */
    static Refusal full(String message, Duration retryAfter) {
        var seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new Refusal(
                429, 8, message + "; allowed: to come again", Map.of("Retry-After", String.valueOf(seconds)));
    }

    Answer answer() {
        return OtlpReceiver.protobuf(status, headers, rpcStatus());
    }

    /** A google.rpc.Status, as OTLP wants with every refusal: code = 1, message = 2. Its classes would cost a jar. */
    private byte[] rpcStatus() {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(1, code);
            out.writeString(2, message);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
