package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.logs.LogLine;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log lines, the earliest first. */
record LogListJson(List<LineJson> logs) {

    static LogListJson of(List<LogLine> lines) {
        return new LogListJson(lines.stream().map(LineJson::of).toList());
    }

    record LineJson(
            String at,
            String service,
            @Nullable String severity,
            int severityNumber,
            @Nullable String eventName,
            Object body,
            Map<String, Object> attributes,
            @Nullable String traceId,
            @Nullable String spanId) {

        static LineJson of(LogLine line) {
            return new LineJson(
                    WrittenTime.rfc3339(line.unixNano()),
                    line.resource().service(),
                    line.severityText().isEmpty() ? null : line.severityText(),
                    line.severityNumber(),
                    line.eventName().isEmpty() ? null : line.eventName(),
                    line.body(),
                    line.attributes().asMap(),
                    line.traceId() == null ? null : line.traceId().toString(),
                    line.spanId() == 0 ? null : HexFormat.of().toHexDigits(line.spanId()));
        }
    }
}
