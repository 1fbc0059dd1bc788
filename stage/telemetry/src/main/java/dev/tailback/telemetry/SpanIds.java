package dev.tailback.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Random ids, except for work that a crash makes us do again: its span gets the id that it had. Whatever named that span
 * as its parent before the crash took it finds it then.
 */
public final class SpanIds implements IdGenerator {
    private static final ThreadLocal<@Nullable String> WANTED = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** The next span that this thread begins until the close has the id of that piece of work. */
    public static Repeatable of(String work) {
        WANTED.set(SpanId.fromLong(UUID.nameUUIDFromBytes(work.getBytes(UTF_8)).getLeastSignificantBits()));
        return WANTED::remove;
    }

    public interface Repeatable extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public String generateSpanId() {
        String wanted = WANTED.get();
        if (wanted == null) {
            return random.generateSpanId();
        }
        WANTED.remove();
        return wanted;
    }

    @Override
    public String generateTraceId() {
        return random.generateTraceId();
    }
}
