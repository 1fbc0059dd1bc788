package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.otlp.decoding.Decoded;
import dev.tailback.flowalerts.otlp.decoding.LogDecoder;
import dev.tailback.flowalerts.otlp.decoding.MetricDecoder;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import dev.tailback.flowalerts.otlp.decoding.SpanDecoder;
import dev.tailback.flowalerts.otlp.wire.JsonRequests;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.spans.Span;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests of OTLP in JSON, as files have them a line each, of whatever they carry. */
public final class RecordedRequests {
    private static final Pattern FIRST_KEY =
            Pattern.compile("\\s*\\{\\s*\"(resourceSpans|resourceMetrics|resourceLogs)\"");

    /** Enough for blanks before the first key. */
    private static final int BEGINNING = 200;

    private final Shared shared = new Shared();

    /** @param rejected what could be made nothing of */
    public record Read(List<Span> spans, List<MetricPoint> points, List<LogLine> lines, long rejected) {}

    /** Empty, with the reason in {@code otherwise}, when it is none. */
    public Optional<Read> read(String line, StringBuilder otherwise) {
        Matcher first = FIRST_KEY.matcher(line).region(0, Math.min(line.length(), BEGINNING));
        if (!first.lookingAt()) {
            otherwise.append("it does not begin with resourceSpans, resourceMetrics or resourceLogs");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (first.group(1)) {
                        case "resourceSpans" -> spans(line);
                        case "resourceMetrics" -> points(line);
                        default -> lines(line);
                    });
        } catch (Refusal refused) {
            otherwise.append(refused.getMessage());
            return Optional.empty();
        }
    }

    private Read spans(String line) {
        Decoded<Span> decoded = SpanDecoder.decode(
                (ExportTraceServiceRequest) message(line, ExportTraceServiceRequest.newBuilder()), shared);
        return new Read(decoded.items(), List.of(), List.of(), decoded.rejected());
    }

    private Read points(String line) {
        Decoded<MetricPoint> decoded = MetricDecoder.decode(
                (ExportMetricsServiceRequest) message(line, ExportMetricsServiceRequest.newBuilder()), shared);
        return new Read(List.of(), decoded.items(), List.of(), decoded.rejected());
    }

    private Read lines(String line) {
        Decoded<LogLine> decoded = LogDecoder.decode(
                (ExportLogsServiceRequest) message(line, ExportLogsServiceRequest.newBuilder()), shared);
        return new Read(List.of(), List.of(), decoded.items(), decoded.rejected());
    }

    private static Message message(String line, Message.Builder into) {
        JsonRequests.read(line.getBytes(StandardCharsets.UTF_8), into);
        return into.build();
    }
}
