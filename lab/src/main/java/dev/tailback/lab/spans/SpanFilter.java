package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What spans are looked for; null where it does not matter. */
public record SpanFilter(
        @Nullable String order,
        @Nullable String trace,
        @Nullable String service,
        @Nullable String operation,
        @Nullable String status,
        @Nullable Duration minDuration,
        Map<String, String> attributes,
        @Nullable Duration last) {

    String query() {
        List<String> parts = new ArrayList<>();
        add(parts, "order", order);
        add(parts, "trace", trace);
        add(parts, "service", service);
        add(parts, "operation", operation);
        add(parts, "status", status);
        add(parts, "min_duration_ms", minDuration == null ? null : minDuration.toMillis());
        add(parts, "last_s", last == null ? null : Math.max(1, last.toSeconds()));
        attributes.forEach((key, value) -> add(parts, "attr." + key, value));
        return String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value.toString(), UTF_8));
        }
    }
}
