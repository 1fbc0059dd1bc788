package dev.tailback.checkout.payment;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_METHOD;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_RESEND_COUNT;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_RESPONSE_STATUS_CODE;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;

import dev.tailback.events.Card;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.SpanIds;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One call to the provider, under a span of its own, and what it came to. */
@Component
class PaymentProvider {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** An answer is a line of JSON; whatever is larger is rubbish. */
    private static final long LARGEST_ANSWER = 64 * 1024;

    private final HttpClient http;
    private final PaymentSettings settings;
    private final Tracer tracer;

    PaymentProvider(PaymentSettings settings, Tracer tracer) {
        this.settings = settings;
        this.tracer = tracer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** What one call came to. */
    sealed interface Attempt {
        record Answered(PaymentResult result) implements Attempt {}

        /** The provider understood the call and will not have it; nothing is authorised by it. */
        record Refused(String because) implements Attempt {}

        /** Nobody would have wanted the answer any more, so nobody asked. */
        record TooLate() implements Attempt {}

        record Failed(boolean reached, String because) implements Attempt {}
    }

    record Wanted(OrderId order, Money amount, Card card) {}

    record Told(
            @Nullable OrderId order,
            @Nullable String status,
            @Nullable String reason) {}

    /** Charges once, however often it is called: the order is the idempotency key. */
    Attempt authorise(Charge charge, int resent) {
        HttpRequest.Builder request = request("/authorizations")
                .header("Idempotency-Key", charge.order().toString())
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(new Wanted(charge.order(), charge.amount(), charge.card()))));
        return call("POST /authorizations", request, charge.order(), charge.trace(), resent, this::authorised);
    }

    /** Whether the provider confirmed that nothing is authorised for the order, and that nothing ever will be. */
    Attempt voidAuthorisation(OrderId order, Context trace, int resent) {
        HttpRequest.Builder request =
                request("/authorizations/" + order + "/void").POST(BodyPublishers.noBody());
        return call("POST /authorizations/{order}/void", request, order, trace, resent, this::voided);
    }

    @FunctionalInterface
    private interface Reading {
        Attempt of(OrderId order, int status, Told told);
    }

    private Attempt authorised(OrderId order, int status, Told told) {
        if (status == 201 && "approved".equals(told.status())) {
            return new Attempt.Answered(new PaymentResult.Approved());
        }
        if (status == 201 && "declined".equals(told.status())) {
            return new Attempt.Answered(new PaymentResult.Declined(told.reason() == null ? "declined" : told.reason()));
        }
        return new Attempt.Failed(true, "unintelligible: " + status + " " + told);
    }

    private Attempt voided(OrderId order, int status, Told told) {
        return status == 200 && "voided".equals(told.status())
                ? new Attempt.Answered(new PaymentResult.Declined("voided"))
                : new Attempt.Failed(true, "unintelligible: " + status + " " + told);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.url().toString().replaceAll("/+$", "") + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        return settings.token().isEmpty() ? request : request.header("Authorization", "Bearer " + settings.token());
    }

    private Attempt call(
            String name, HttpRequest.Builder request, OrderId order, Context trace, int resent, Reading reading) {
        Span span = begun(name, order, trace, resent);
        if (resent > 0) {
            span.setAttribute(HTTP_REQUEST_RESEND_COUNT, (long) resent);
        }
        try {
            String traceparent = TraceParent.of(trace.with(span));
            if (traceparent != null) {
                request.header("traceparent", traceparent);
            }
            Attempt attempt = exchange(request.build(), order, reading, span);
            if (attempt instanceof Attempt.Failed failed) {
                span.setStatus(StatusCode.ERROR, failed.because());
            } else if (attempt instanceof Attempt.Refused refused) {
                span.setStatus(StatusCode.ERROR, refused.because());
            }
            return attempt;
        } finally {
            span.end();
        }
    }

    private Span begun(String name, OrderId order, Context trace, int resent) {
        SpanBuilder span = tracer.spanBuilder(name)
                .setParent(trace)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.ORDER_ID, order.toString())
                .setAttribute(HTTP_REQUEST_METHOD, "POST")
                .setAttribute(SERVER_ADDRESS, settings.url().getHost())
                .setAttribute(SERVER_PORT, (long) port());
        try (SpanIds.Repeatable id = SpanIds.of(name + " " + order + " " + resent)) {
            return span.startSpan();
        }
    }

    private int port() {
        URI url = settings.url();
        return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }

    private Attempt exchange(HttpRequest request, OrderId order, Reading reading, Span span) {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            // Over the whole exchange: the request's own timeout ends with the headers.
            HttpResponse<String> response = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            span.setAttribute(HTTP_RESPONSE_STATUS_CODE, (long) response.statusCode());
            Attempt attempt = read(response, order, reading);
            if (!(attempt instanceof Attempt.Answered)) {
                span.setAttribute(ERROR_TYPE, errorType(response.statusCode()));
            }
            return attempt;
        } catch (TimeoutException late) {
            answer.cancel(true);
            span.setAttribute(ERROR_TYPE, "timeout");
            return new Attempt.Failed(true, "no answer within " + settings.timeout());
        } catch (ExecutionException broken) {
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            if (!(cause instanceof IOException)) {
                throw new IllegalStateException("the call for order " + order + " could not be made", cause);
            }
            span.setAttribute(ERROR_TYPE, cause.getClass().getName());
            boolean neverLeft = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
            return new Attempt.Failed(!neverLeft, cause.toString());
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Attempt.Failed(true, "interrupted");
        }
    }

    private static String errorType(int status) {
        return status >= 400 ? Integer.toString(status) : "unintelligible";
    }

    private static Attempt read(HttpResponse<String> response, OrderId order, Reading reading) {
        int status = response.statusCode();
        if (status >= 500 || status == 408 || status == 429) {
            return new Attempt.Failed(true, "status " + status);
        }
        if (status >= 400) {
            return new Attempt.Refused("status " + status);
        }
        try {
            // JSON's null is an answer, too.
            Told told = JSON.readValue(response.body(), Told.class);
            return told != null && order.equals(told.order())
                    ? reading.of(order, status, told)
                    : new Attempt.Failed(true, "an answer about " + (told == null ? "nothing" : told.order()));
        } catch (JacksonException rubbish) {
            return new Attempt.Failed(true, "no JSON: " + rubbish.getOriginalMessage());
        }
    }
}
