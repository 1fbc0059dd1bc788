package dev.tailback.checkout.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.events.Card;
import dev.tailback.events.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small payment provider that really keeps its authorisations; the card decides how it behaves. */
public final class FakeProvider implements AutoCloseable {
    public static final Card APPROVE = new Card("4242424242424242");
    public static final Card DECLINE = new Card("4000000000000002");
    public static final Card SLOW = new Card("4000000000000259");
    public static final Card ERROR = new Card("4000000000000119");
    public static final Card ANSWER_LOST = new Card("4000000000000341");
    public static final Card RUBBISH = new Card("4000000000000044");
    public static final Card NOTHING = new Card("4000000000000051");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A call for an authorisation as it arrived. */
    public record Call(String order, String idempotencyKey, long cents, String traceparent) {}

    private enum State {
        APPROVED,
        DECLINED,
        VOIDED
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> charges = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;

    public FakeProvider() {
        server = listen(0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Nothing listens any more. */
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = listen(port());
    }

    public List<Call> callsFor(OrderId order) {
        return calls.stream()
                .filter(call -> call.order().equals(order.toString()))
                .toList();
    }

    public int timesCharged(OrderId order) {
        AtomicInteger times = charges.get(order.toString());
        return times == null ? 0 : times.get();
    }

    public boolean isVoided(OrderId order) {
        return states.get(order.toString()) == State.VOIDED;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/authorizations", this::answer);
            listening.start();
            return listening;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/void")) {
                String order = path.split("/")[2];
                states.put(order, State.VOIDED);
                tell(exchange, 200, "{\"order\":\"" + order + "\",\"status\":\"voided\"}");
            } else {
                authorise(exchange, JSON.readTree(exchange.getRequestBody()));
            }
        }
    }

    private void authorise(HttpExchange exchange, JsonNode wanted) throws IOException {
        String order = wanted.path("order").asString();
        Card card = new Card(wanted.path("card").asString());
        calls.add(new Call(
                order,
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                wanted.path("amount").path("cents").asLong(),
                String.valueOf(exchange.getRequestHeaders().getFirst("traceparent"))));
        if (card.equals(ERROR)) {
            tell(exchange, 503, "");
        } else if (card.equals(RUBBISH)) {
            tell(exchange, 200, "<html><body>Welcome to your new web server</body></html>");
        } else if (card.equals(NOTHING)) {
            tell(exchange, 201, "null");
        } else {
            if (card.equals(SLOW)) {
                dawdle();
            }
            State state = states.computeIfAbsent(order, first -> decide(order, card));
            if (!card.equals(ANSWER_LOST)) {
                tell(exchange, 201, told(order, state));
            }
        }
    }

    private State decide(String order, Card card) {
        if (card.equals(DECLINE)) {
            return State.DECLINED;
        }
        charges.computeIfAbsent(order, none -> new AtomicInteger()).incrementAndGet();
        return State.APPROVED;
    }

    private static String told(String order, State state) {
        String reason = switch (state) {
            case APPROVED -> "";
            case DECLINED -> ",\"reason\":\"insufficient_funds\"";
            case VOIDED -> ",\"reason\":\"voided\"";
        };
        return "{\"order\":\"" + order + "\",\"status\":\"" + (state == State.APPROVED ? "approved" : "declined") + "\""
                + reason + "}";
    }

    private void dawdle() {
        try {
            if (closing.await(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
