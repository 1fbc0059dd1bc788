package dev.tailback.lab.payments;

import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_METHOD;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_ROUTE;

import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** A span for each call to the provider, in the caller's trace. */
final class Calls {
    private final Tracer tracer;
    private final PaymentMetrics metrics;
    private final DecisionLog log = new DecisionLog();

    Calls(Tracer tracer, PaymentMetrics metrics) {
        this.tracer = tracer;
        this.metrics = metrics;
    }

    Call post(String route, @Nullable String traceparent) {
        Span span = tracer.spanBuilder("POST " + route)
                .setParent(TraceParent.context(traceparent))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(HTTP_REQUEST_METHOD, "POST")
                .setAttribute(HTTP_ROUTE, route)
                .startSpan();
        return new Call(span, route, metrics, log);
    }
}
