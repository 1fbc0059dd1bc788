package dev.tailback.flowalerts.otlp;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.otlp.body.BodyRoom;
import dev.tailback.flowalerts.otlp.body.RequestBody;
import dev.tailback.flowalerts.otlp.wire.Encoding;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** OTLP over HTTP. Every answer is written as its request was; protobuf, if that is unknown. */
public final class OtlpReceiver implements Door {
    private final Signals signals;
    private final BodyRoom room;

    public OtlpReceiver(Signals signals, BodyRoom room) {
        this.signals = signals;
        this.room = room;
    }

    @Override
    public Answer answer(HttpExchange exchange) throws IOException {
        Optional<Encoding> encoding = encoding(exchange);
        try {
            return switch (exchange.getRequestURI().getPath()) {
                case "/v1/traces" -> receive(exchange, encoding, signals.traces());
                case "/v1/metrics" -> receive(exchange, encoding, signals.metrics());
                case "/v1/logs" -> receive(exchange, encoding, signals.logs());
                case String path ->
                    throw Refusal.unknownPath("path is '" + path + "'; allowed: /v1/traces, /v1/metrics, /v1/logs");
            };
        } catch (Refusal wrong) {
            return refused(wrong, encoding);
        }
    }

    @Override
    public Answer refused(HttpExchange exchange, dev.tailback.door.Refusal refusal) {
        return refused(Refusal.stranger(refusal.status(), refusal.detail()), encoding(exchange));
    }

    @Override
    public Answer failed(HttpExchange exchange) {
        return refused(Refusal.failed(), encoding(exchange));
    }

    private Answer refused(Refusal refusal, Optional<Encoding> asked) {
        signals.count(refusal);
        Encoding encoding = asked.orElse(Encoding.PROTOBUF);
        return answer(refusal.httpStatus(), refusal.headers(), encoding, encoding.write(refusal.status()));
    }

    private Answer receive(HttpExchange exchange, Optional<Encoding> asked, Signal signal) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw Refusal.wrongMethod("method is " + exchange.getRequestMethod() + "; allowed: POST", "POST");
        }
        Encoding encoding = asked.orElseThrow(() -> Refusal.wrongType("Content-Type is "
                + contentType(exchange).map(type -> "'" + type + "'").orElse("missing") + "; allowed: "
                + Encoding.contentTypes()));
        try (BodyRoom.Stay stay = room.enter(exchange.getRemoteAddress())) {
            return answer(200, Map.of(), encoding, signal.take(RequestBody.read(exchange, stay), encoding));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for room");
        }
    }

    private static Optional<Encoding> encoding(HttpExchange exchange) {
        return contentType(exchange).flatMap(Encoding::of);
    }

    private static Optional<String> contentType(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
    }

    private static Answer answer(int status, Map<String, String> headers, Encoding encoding, byte[] body) {
        HashMap<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", encoding.contentType());
        return new Answer(status, all, body);
    }
}
