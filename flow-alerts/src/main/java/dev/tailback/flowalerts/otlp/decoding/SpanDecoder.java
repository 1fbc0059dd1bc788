package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.otlp.wire.Cut;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns OTLP's spans into ours; one that cannot be told from others, or put in time, is rejected with the reason. */
public final class SpanDecoder {
    private static final int MAX_LINKS = 1_000;

    /** The default limit of the OpenTelemetry SDKs. */
    private static final int MAX_EVENTS = 128;

    private final Shared shared;
    private final AttributeDecoder attributes;

    private SpanDecoder(Shared shared) {
        this.shared = shared;
        this.attributes = new AttributeDecoder(shared);
    }

    public static Decoded<Span> decode(ExportTraceServiceRequest request, Shared shared) {
        return new SpanDecoder(shared).decode(request);
    }

    private Decoded<Span> decode(ExportTraceServiceRequest request) {
        List<Span> spans = new ArrayList<>();
        Flaws flaws = new Flaws();
        for (ResourceSpans ofResource : request.getResourceSpansList()) {
            Resource resource = shared.resource(ofResource.getResource(), attributes);
            for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
                Scope scope = shared.scope(ofScope.getScope());
                for (io.opentelemetry.proto.trace.v1.Span span : ofScope.getSpansList()) {
                    flaw(span).ifPresentOrElse(flaws::reject, () -> spans.add(decode(resource, scope, span)));
                }
            }
        }
        return Decoded.of(spans, flaws, attributes);
    }

    private static Optional<String> flaw(io.opentelemetry.proto.trace.v1.Span span) {
        if (!WireIds.isTraceId(span.getTraceId())) {
            return flaw(span, "trace_id", WireIds.describe(span.getTraceId()), "16 bytes, not all zero");
        }
        if (!WireIds.isSpanId(span.getSpanId())) {
            return flaw(span, "span_id", WireIds.describe(span.getSpanId()), "8 bytes, not all zero");
        }
        if (!WireIds.isAbsent(span.getParentSpanId()) && !WireIds.isSpanId(span.getParentSpanId())) {
            return flaw(span, "parent_span_id", WireIds.describe(span.getParentSpanId()), "8 bytes or none");
        }
        if (span.getStartTimeUnixNano() < 0 || span.getEndTimeUnixNano() < 0) {
            return flaw(span, "start or end time", "2^63 ns or more", "up to the year 2262");
        }
        return Optional.empty();
    }

    private static Optional<String> flaw(
            io.opentelemetry.proto.trace.v1.Span span, String field, String value, String allowed) {
        return Optional.of(
                "span '%s': %s is %s; allowed: %s".formatted(Cut.text(span.getName()), field, value, allowed));
    }

    private Span decode(Resource resource, Scope scope, io.opentelemetry.proto.trace.v1.Span span) {
        long start = span.getStartTimeUnixNano();
        return new Span(
                WireIds.traceId(span.getTraceId()),
                WireIds.spanId(span.getSpanId()),
                WireIds.isAbsent(span.getParentSpanId()) ? Span.NO_PARENT : WireIds.spanId(span.getParentSpanId()),
                resource,
                scope,
                shared.text(span.getName()),
                kind(span.getKind()),
                start,
                // A clock that was set back between start and end must not lose the span.
                Math.max(start, span.getEndTimeUnixNano()),
                status(span.getStatus()),
                Cut.text(span.getStatus().getMessage()),
                attributes.decode(span.getAttributesList()),
                events(span),
                links(span));
    }

    /** Of too many the first, which tell how it began. */
    private List<SpanEvent> events(io.opentelemetry.proto.trace.v1.Span span) {
        return span.getEventsList().stream()
                .limit(MAX_EVENTS)
                .map(event -> new SpanEvent(
                        event.getTimeUnixNano(),
                        shared.text(event.getName()),
                        attributes.decode(event.getAttributesList())))
                .toList();
    }

    /** A link that points nowhere is legal, and of no use here. */
    private static List<SpanLink> links(io.opentelemetry.proto.trace.v1.Span span) {
        return span.getLinksList().stream()
                .filter(link -> WireIds.isTraceId(link.getTraceId()) && WireIds.isSpanId(link.getSpanId()))
                .limit(MAX_LINKS)
                .map(link -> new SpanLink(WireIds.traceId(link.getTraceId()), WireIds.spanId(link.getSpanId())))
                .toList();
    }

    /** The specification has a missing kind read as internal; so do we read one that is newer than we are. */
    private static SpanKind kind(io.opentelemetry.proto.trace.v1.Span.SpanKind kind) {
        return switch (kind) {
            case SPAN_KIND_SERVER -> SpanKind.SERVER;
            case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
            case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
            case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
            case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> SpanKind.INTERNAL;
        };
    }

    private static SpanStatus status(Status status) {
        return switch (status.getCode()) {
            case STATUS_CODE_OK -> SpanStatus.OK;
            case STATUS_CODE_ERROR -> SpanStatus.ERROR;
            case STATUS_CODE_UNSET, UNRECOGNIZED -> SpanStatus.UNSET;
        };
    }
}
