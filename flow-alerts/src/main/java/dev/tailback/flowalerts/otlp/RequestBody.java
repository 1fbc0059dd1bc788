package dev.tailback.flowalerts.otlp;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a body, packed or not, and never more of it than is allowed. */
final class RequestBody {
    private RequestBody() {}

    static byte[] read(HttpExchange exchange) throws IOException {
        var packed = isGzip(exchange);
        var sent = exchange.getRequestBody().readNBytes(Limits.MAX_SENT + 1);
        if (sent.length > Limits.MAX_SENT) {
            throw Refusal.tooLarge("the body is larger than " + Limits.MAX_SENT + " bytes; allowed: as many as that");
        }
        return packed ? unpack(sent) : sent;
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
            var unpacked = in.readNBytes(Limits.MAX_UNPACKED + 1);
            if (unpacked.length > Limits.MAX_UNPACKED) {
                throw Refusal.tooLarge(
                        "the unpacked body is larger than " + Limits.MAX_UNPACKED + " bytes; allowed: as many as that");
            }
            return unpacked;
        } catch (ZipException | EOFException e) {
            throw Refusal.malformed("the body is not gzip, as Content-Encoding says it is: " + e.getMessage());
        }
    }
}
