package dev.tailback.lab.payments;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_METHOD;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_RESPONSE_STATUS_CODE;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_ROUTE;

import dev.tailback.events.telemetry.Names;
import dev.tailback.events.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the provider tells of its work: a server's span in the trace of whoever asked. */
final class ProviderSpans {
    private final Tracer tracer;

    ProviderSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    Span post(String route, @Nullable String traceparent) {
        return tracer.spanBuilder("POST " + route)
                .setParent(TraceParent.context(traceparent))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(HTTP_REQUEST_METHOD, "POST")
                .setAttribute(HTTP_ROUTE, route)
                .startSpan();
    }

    static void about(Span span, UUID order) {
        span.setAttribute(Names.ORDER_ID, order.toString());
    }

    static void decided(Span span, Status status) {
        span.setAttribute(Names.PAYMENT_STATUS, status.word());
    }

    static void answered(Span span, int status) {
        span.setAttribute(HTTP_RESPONSE_STATUS_CODE, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(status));
        }
        span.end();
    }

    static void unanswered(Span span, String why) {
        span.setStatus(StatusCode.ERROR, why)
                .setAttribute(ERROR_TYPE, "no_answer")
                .end();
    }
}
