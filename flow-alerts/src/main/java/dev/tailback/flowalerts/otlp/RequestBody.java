package dev.tailback.flowalerts.otlp;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a protobuf body, packed or not, and never more of it than is allowed. */
final class RequestBody {
    /** As sent. What gRPC allows a message by default. */
    static final int MAX_SENT = 4 << 20;

    /** Unpacked. Spans pack to a tenth or less, so that an exporter meets this limit only with a queue gone wild. */
    static final int MAX_UNPACKED = 16 << 20;

    private RequestBody() {}

    static byte[] read(HttpExchange exchange) throws IOException {
        requireProtobuf(exchange);
        var packed = isGzip(exchange);
        var sent = exchange.getRequestBody().readNBytes(MAX_SENT + 1);
        if (sent.length > MAX_SENT) {
            throw Refusal.tooLarge("the body is larger than " + MAX_SENT + " bytes; allowed: as many as that");
        }
        return packed ? unpack(sent) : sent;
    }

    private static void requireProtobuf(HttpExchange exchange) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(OtlpReceiver.PROTOBUF)) {
            throw Refusal.wrongType("Content-Type is " + (type == null ? "missing" : "'" + type + "'") + "; allowed: "
                    + OtlpReceiver.PROTOBUF);
        }
    }

    private static boolean isGzip(HttpExchange exchange) {
        var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip" -> true;
            case "identity" -> false;
            default -> throw Refusal.wrongType("Content-Encoding is '" + encoding + "'; allowed: gzip, or none");
        };
    }

    private static byte[] unpack(byte[] sent) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            var unpacked = in.readNBytes(MAX_UNPACKED + 1);
            if (unpacked.length > MAX_UNPACKED) {
                throw Refusal.tooLarge(
                        "the unpacked body is larger than " + MAX_UNPACKED + " bytes; allowed: as many as that");
            }
            return unpacked;
        } catch (ZipException | EOFException e) {
            throw Refusal.malformed("the body is not gzip, as Content-Encoding says it is: " + e.getMessage());
        }
    }
}
