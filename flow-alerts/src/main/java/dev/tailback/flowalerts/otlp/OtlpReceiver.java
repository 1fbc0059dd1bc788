package dev.tailback.flowalerts.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** OTLP over HTTP in protobuf. Traces go to the sink; metrics and logs are counted only, so that exporters are content. */
public final class OtlpReceiver implements Door {
    static final String PROTOBUF = "application/x-protobuf";

    /** The response to anything that was taken whole: an empty message has no bytes. */
    private static final byte[] NOTHING = {};

    // So many bodies are in memory at once: 8 x (4 + 16) MiB at the very worst, a hundredth of that in daily life.
    private static final int MAX_AT_ONCE = 8;
    // Well before exporters give up by themselves (10 s), so that they learn they should come again.
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final SpanSink sink;
    private final SpanDecoder decoder = new SpanDecoder();
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);
    private final LongAdder traces = new LongAdder();
    private final LongAdder metrics = new LongAdder();
    private final LongAdder logs = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder rejectedSpans = new LongAdder();

    public OtlpReceiver(SpanSink sink) {
        this.sink = sink;
    }

    public OtlpRequests requests() {
        return new OtlpRequests(traces.sum(), metrics.sum(), logs.sum(), refused.sum(), rejectedSpans.sum());
    }

    @Override
    public Answer answer(HttpExchange exchange) throws IOException {
        try {
            return switch (exchange.getRequestURI().getPath()) {
                case "/v1/traces" -> receive(exchange, traces, this::takeSpans);
                case "/v1/metrics" -> receive(exchange, metrics, body -> NOTHING);
                case "/v1/logs" -> receive(exchange, logs, body -> NOTHING);
                case String path ->
                    throw Refusal.unknownPath("path is '" + path + "'; allowed: /v1/traces, /v1/metrics, /v1/logs");
            };
        } catch (Refusal e) {
            refused.increment();
            return e.answer();
        }
    }

    @Override
    public Answer failed() {
        refused.increment();
        return Refusal.failed().answer();
    }

    private Answer receive(HttpExchange exchange, LongAdder taken, UnaryOperator<byte[]> signal) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw Refusal.wrongMethod("method is " + exchange.getRequestMethod() + "; allowed: POST", "POST");
        }
        takePlace();
        try {
            var response = signal.apply(RequestBody.read(exchange));
            taken.increment();
            return protobuf(200, Map.of(), response);
        } finally {
            places.release();
        }
    }

    private void takePlace() throws IOException {
        try {
            if (!places.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.busy(MAX_AT_ONCE + " requests are being read and none ended within "
                        + MAX_WAIT.toSeconds() + " s; allowed: to come again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for a place");
        }
    }

    private byte[] takeSpans(byte[] body) {
        var decoded = decoder.decode(parse(body));
        hand(decoded.spans());
        rejectedSpans.add(decoded.rejected());
        var response = ExportTraceServiceResponse.newBuilder();
        if (decoded.rejected() > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(decoded.rejected())
                    .setErrorMessage(decoded.reason()));
        }
        return response.build().toByteArray();
    }

    private void hand(List<Span> spans) {
        if (sink.take(spans) instanceof Intake.Full full) {
            throw Refusal.full("no room for " + spans.size() + " spans", full.retryAfter());
        }
    }

    private static ExportTraceServiceRequest parse(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.malformed("the body is not an ExportTraceServiceRequest: " + e.getMessage());
        }
    }

    static Answer protobuf(int status, Map<String, String> headers, byte[] body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", PROTOBUF);
        return new Answer(status, all, body);
    }
}
