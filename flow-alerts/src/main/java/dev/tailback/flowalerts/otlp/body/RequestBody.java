package dev.tailback.flowalerts.otlp.body;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a body, packed or not: as it comes, into room that was taken for it before, and never more than is allowed. */
public final class RequestBody {
    /** Most bodies are smaller than the second. Whoever needs more takes all that it may need, and waits for no more. */
    private static final int[] STEPS = {32 << 10, 256 << 10, Limits.MAX_UNPACKED};

    private RequestBody() {}

    public static byte[] read(HttpExchange exchange, BodyRoom.Stay stay) throws IOException, InterruptedException {
        boolean packed = isGzip(exchange);
        LimitedStream sent = new LimitedStream(
                exchange.getRequestBody(),
                Limits.MAX_SENT,
                () -> Refusal.tooLarge(
                        "the body is larger than " + Limits.MAX_SENT + " bytes; allowed: as many as that"));
        return packed ? unpack(sent, stay) : read(sent, stay);
    }

    private static boolean isGzip(HttpExchange exchange) {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip" -> true;
            case "identity" -> false;
            default -> throw Refusal.wrongType("Content-Encoding is '" + encoding + "'; allowed: gzip, or none");
        };
    }

    /** Ends as soon as too much has come out of it, however much there would be. */
    static byte[] unpack(InputStream sent, BodyRoom.Stay stay) throws IOException, InterruptedException {
        try (GZIPInputStream in = new GZIPInputStream(sent)) {
            return read(in, stay);
        } catch (ZipException | EOFException failure) {
            throw Refusal.malformed("the body is not gzip, as Content-Encoding says it is: " + failure.getMessage());
        }
    }

    /** All that the stream has; more than a body may have when unpacked is a {@link Refusal}. */
    public static byte[] read(InputStream in, BodyRoom.Stay stay) throws IOException, InterruptedException {
        byte[] body = new byte[0];
        int length = 0;
        for (int step : STEPS) {
            if (step > length) {
                stay.hold(step);
                body = Arrays.copyOf(body, step);
                length += in.readNBytes(body, length, step - length);
            }
            if (length < body.length) {
                stay.hold(length);
                return Arrays.copyOf(body, length);
            }
        }
        if (in.read() >= 0) {
            throw Refusal.tooLarge(
                    "the unpacked body is larger than " + Limits.MAX_UNPACKED + " bytes; allowed: as many as that");
        }
        return body;
    }
}
