package dev.tailback.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventHeaders;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** W3C trace context as the text of a column and as the header of a record. */
public final class TraceParent {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceParent() {}

    /** The text for that context, or null where nothing is traced. */
    public static @Nullable String of(Context context) {
        String[] written = new String[1];
        W3C.inject(context, written, (carrier, name, value) -> {
            if (carrier != null && name.equals(EventHeaders.TRACEPARENT)) {
                carrier[0] = value;
            }
        });
        return written[0];
    }

    public static Context context(@Nullable String traceparent) {
        return traceparent == null ? Context.root() : W3C.extract(Context.root(), traceparent, OF_TEXT);
    }

    public static Context context(Headers headers) {
        return W3C.extract(Context.root(), headers, OF_HEADERS);
    }

    private static final TextMapGetter<String> OF_TEXT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(EventHeaders.TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(EventHeaders.TRACEPARENT) ? carrier : null;
        }
    };

    private static final TextMapGetter<Headers> OF_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers carrier) {
            return java.util.Arrays.stream(carrier.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            Header header = carrier == null ? null : carrier.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    };
}
