package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns OTLP's log records into lines; one with an id that is none, or that cannot be put in time, is rejected. */
public final class LogDecoder {
    private final Shared shared;
    private final AttributeDecoder attributes;

    private LogDecoder(Shared shared) {
        this.shared = shared;
        this.attributes = new AttributeDecoder(shared);
    }

    public static Decoded<LogLine> decode(ExportLogsServiceRequest request, Shared shared) {
        return new LogDecoder(shared).decode(request);
    }

    private Decoded<LogLine> decode(ExportLogsServiceRequest request) {
        List<LogLine> lines = new ArrayList<>();
        Flaws flaws = new Flaws();
        for (ResourceLogs ofResource : request.getResourceLogsList()) {
            Resource resource = shared.resource(ofResource.getResource(), attributes);
            for (ScopeLogs ofScope : ofResource.getScopeLogsList()) {
                Scope scope = shared.scope(ofScope.getScope());
                for (LogRecord record : ofScope.getLogRecordsList()) {
                    flaw(record).ifPresentOrElse(flaws::reject, () -> lines.add(decode(resource, scope, record)));
                }
            }
        }
        return Decoded.of(lines, flaws, attributes);
    }

    private static Optional<String> flaw(LogRecord record) {
        if (!WireIds.isAbsent(record.getTraceId()) && !WireIds.isTraceId(record.getTraceId())) {
            return flaw("trace_id", WireIds.describe(record.getTraceId()), "16 bytes or none");
        }
        if (!WireIds.isAbsent(record.getSpanId()) && !WireIds.isSpanId(record.getSpanId())) {
            return flaw("span_id", WireIds.describe(record.getSpanId()), "8 bytes or none");
        }
        if (unixNano(record) < 0) {
            return flaw("time", "2^63 ns or more", "up to the year 2262");
        }
        return Optional.empty();
    }

    private static Optional<String> flaw(String field, String value, String allowed) {
        return Optional.of("log record: %s is %s; allowed: %s".formatted(field, value, allowed));
    }

    private static long unixNano(LogRecord record) {
        return record.getTimeUnixNano() == 0 ? record.getObservedTimeUnixNano() : record.getTimeUnixNano();
    }

    private LogLine decode(Resource resource, Scope scope, LogRecord record) {
        return new LogLine(
                resource,
                scope,
                unixNano(record),
                record.getSeverityNumberValue(),
                shared.text(record.getSeverityText()),
                shared.text(record.getEventName()),
                attributes.decode(record.getBody()),
                attributes.decode(record.getAttributesList()),
                WireIds.isAbsent(record.getTraceId()) ? null : WireIds.traceId(record.getTraceId()),
                WireIds.isAbsent(record.getSpanId()) ? 0 : WireIds.spanId(record.getSpanId()));
    }
}
