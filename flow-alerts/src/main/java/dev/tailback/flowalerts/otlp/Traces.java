package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.otlp.decoding.Decoded;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import dev.tailback.flowalerts.otlp.decoding.SpanDecoder;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** Hands decoded spans to the sink, which may be full. */
final class Traces extends Signal {
    private final SpanSink sink;

    Traces(SpanSink sink, Shared shared) {
        super(shared);
        this.sink = sink;
    }

    @Override
    Message.Builder newRequest() {
        return ExportTraceServiceRequest.newBuilder();
    }

    @Override
    Message take(Message request) {
        Decoded<Span> decoded = SpanDecoder.decode((ExportTraceServiceRequest) request, shared);
        if (sink.take(decoded.items()) instanceof Intake.Full full) {
            throw Refusal.full("there is no room for " + decoded.items().size() + " spans", full.retryAfter());
        }
        count(decoded);
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (!decoded.isWhole()) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(decoded.rejected())
                    .setErrorMessage(decoded.message()));
        }
        return response.build();
    }
}
