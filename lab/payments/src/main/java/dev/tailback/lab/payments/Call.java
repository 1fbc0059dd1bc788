package dev.tailback.lab.payments;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_RESPONSE_STATUS_CODE;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.UUID;

/** One request for money, or for giving it back, as the provider tells of it: its span, what was decided, and what it took. */
final class Call {
    private static final String NO_ANSWER = "no_answer";

    private final Span span;
    private final String route;
    private final PaymentMetrics metrics;
    private final DecisionLog log;
    private final long began = System.nanoTime();

    Call(Span span, String route, PaymentMetrics metrics, DecisionLog log) {
        this.span = span;
        this.route = route;
        this.metrics = metrics;
        this.log = log;
    }

    void about(UUID order) {
        span.setAttribute(Names.ORDER_ID, order.toString());
    }

    void decided(UUID order, Status status) {
        span.setAttribute(Names.PAYMENT_STATUS, status.word());
        log.decided(Context.root().with(span), order, status);
    }

    void answered(int status) {
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(status));
        }
        end(HTTP_RESPONSE_STATUS_CODE, (long) status);
    }

    void unanswered(String why) {
        span.setStatus(StatusCode.ERROR, why);
        end(ERROR_TYPE, NO_ANSWER);
    }

    private <T> void end(AttributeKey<T> key, T how) {
        span.setAttribute(key, how);
        metrics.took(
                Duration.ofNanos(System.nanoTime() - began),
                route,
                Attributes.of(key, how),
                Context.root().with(span));
        span.end();
    }
}
