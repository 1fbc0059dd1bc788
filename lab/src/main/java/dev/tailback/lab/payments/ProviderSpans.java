package dev.tailback.lab.payments;

import dev.tailback.events.telemetry.Names;
import dev.tailback.events.telemetry.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the provider tells of its work: a server's span in the trace of whoever asked. */
final class ProviderSpans {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> PAYMENT = AttributeKey.stringKey("payment.status");

    private final Tracer tracer;

    ProviderSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    Span post(String route, @Nullable String traceparent) {
        return tracer.spanBuilder("POST " + route)
                .setParent(TraceParent.context(traceparent))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, "POST")
                .setAttribute(ROUTE, route)
                .startSpan();
    }

    static void about(Span span, UUID order) {
        span.setAttribute(Names.ORDER_ID, order.toString());
    }

    static void decided(Span span, Status status) {
        span.setAttribute(PAYMENT, status.word());
    }

    static void answered(Span span, int status) {
        span.setAttribute(STATUS, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, String.valueOf(status));
        }
        span.end();
    }

    static void unanswered(Span span, String why) {
        span.setStatus(StatusCode.ERROR, why).setAttribute(ERROR, "no_answer").end();
    }
}
