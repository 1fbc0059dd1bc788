package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Log lines as OTLP has them in JSON. */
final class OtlpLogsJson {
    private OtlpLogsJson() {}

    /** An ExportLogsServiceRequest. */
    static Map<String, Object> request(List<LogLine> lines) {
        List<Map<String, Object>> resources = new ArrayList<>();
        lines.stream()
                .collect(Collectors.groupingBy(
                        LogLine::resource,
                        LinkedHashMap::new,
                        Collectors.groupingBy(LogLine::scope, LinkedHashMap::new, Collectors.toList())))
                .forEach((resource, byScope) -> {
                    List<Map<String, Object>> scopes = new ArrayList<>();
                    byScope.forEach((scope, ofScope) -> scopes.add(Map.of(
                            "scope", OtlpJson.scope(scope),
                            "logRecords",
                                    ofScope.stream().map(OtlpLogsJson::line).toList())));
                    resources.add(Map.of("resource", OtlpJson.resource(resource), "scopeLogs", scopes));
                });
        return Map.of("resourceLogs", resources);
    }

    private static Map<String, Object> line(LogLine line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("timeUnixNano", String.valueOf(line.unixNano()));
        json.put("severityNumber", line.severityNumber());
        json.put("severityText", line.severityText());
        json.put("eventName", line.eventName());
        json.put("body", OtlpJson.value(line.body()));
        json.put("attributes", OtlpJson.attributes(line.attributes()));
        TraceId traceId = line.traceId();
        if (traceId != null) {
            json.put("traceId", traceId.toString());
        }
        if (line.spanId() != 0) {
            json.put("spanId", HexFormat.of().toHexDigits(line.spanId()));
        }
        return json;
    }
}
