package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Doorkeeper;
import dev.tailback.door.HttpPort;
import dev.tailback.door.Openness;
import dev.tailback.door.Rooms;
import dev.tailback.telemetry.DemoClock;
import dev.tailback.telemetry.DemoClockJson;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.MetricsText;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The provider over HTTP. */
final class PaymentsHttp implements AutoCloseable {
    static final int MOST_PER_PAGE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(PaymentsHttp.class);
    private static final String INSTRUMENTATION = "dev.tailback.lab.payments";
    private static final String AUTHORIZATIONS = "/authorizations";
    private static final String SLOWNESS = "/admin/slowness";
    private static final String DISCRETION = "/admin/discretion";
    private static final Pattern ONE = Pattern.compile("/authorizations/([^/]{1,100})");
    private static final Pattern VOID = Pattern.compile("/authorizations/([^/]{1,100})/void");
    private static final int LARGEST_BODY = 16 << 10;
    private static final Reply RUBBISH = new Reply(200, "text/html", "<html><body><h1>It works!</h1></body></html>");

    private final Payments payments;
    private final Calls calls;
    private final PaymentMetrics metrics;
    private final MetricsText metricsText;
    private final DemoClock demoClock;
    private final Duration slowness;
    private final Lateness lateness = new Lateness();
    private final Discretion discretion = new Discretion();
    private final HttpPort port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Late answers wait here; a connection carries one request at a time, so connections bound them. */
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("late-answers").daemon().factory());

    PaymentsHttp(
            InetSocketAddress address, Openness openness, Payments payments, Telemetry telemetry, Duration slowness)
            throws IOException {
        this.payments = payments;
        Meter meter = telemetry.sdk().getMeter(INSTRUMENTATION);
        PaymentMetrics.observe(meter, payments);
        this.metrics = new PaymentMetrics(meter);
        this.calls = new Calls(telemetry.sdk().getTracer(INSTRUMENTATION), metrics);
        this.metricsText = telemetry.metrics();
        this.demoClock = telemetry.demoClock();
        this.slowness = slowness;
        port = HttpPort.open(address, Doorkeeper.of(openness, Rooms.openTo()), this::handle);
    }

    int port() {
        return port.address().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher voiding = VOID.matcher(path);
        if (path.equals(AUTHORIZATIONS) && isPost(exchange)) {
            authorize(exchange, calls.post(AUTHORIZATIONS, traceparent(exchange)));
        } else if (voiding.matches() && isPost(exchange)) {
            Call call = calls.post(AUTHORIZATIONS + "/{order}/void", traceparent(exchange));
            answerAfter(delay(), exchange, call, guarded(() -> voided(voiding.group(1), call)));
        } else if (path.equals(SLOWNESS)) {
            guarded(() -> slowness(exchange)).send(exchange);
        } else if (path.equals(DISCRETION)) {
            guarded(() -> discretion(exchange)).send(exchange);
        } else if (path.equals(DemoClockJson.PATH)) {
            guarded(() -> demoClock(exchange)).send(exchange);
        } else if (path.equals("/metrics") && exchange.getRequestMethod().equals("GET")) {
            showMetrics(exchange);
        } else if (path.equals("/ledger") && exchange.getRequestMethod().equals("GET")) {
            showLedger(exchange);
        } else {
            guarded(() -> read(exchange, path)).send(exchange);
        }
    }

    private void showMetrics(HttpExchange exchange) throws IOException {
        MetricsText.Page page = metricsText.page(exchange.getRequestHeaders().getFirst("Accept"));
        new Reply(200, page.contentType(), new String(page.body(), UTF_8)).send(exchange);
    }

    private void showLedger(HttpExchange exchange) throws IOException {
        try {
            Ledger.send(payments, exchange);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the provider is ending");
        }
    }

    private static boolean isPost(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST");
    }

    private static @Nullable String traceparent(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("traceparent");
    }

    private interface Work {
        Reply done() throws IOException, InterruptedException;
    }

    private static Reply guarded(Work work) {
        try {
            return work.done();
        } catch (Refused refused) {
            return Reply.of(refused);
        } catch (UncheckedIOException journalIsBroken) {
            return Reply.of(Refused.of(503, String.valueOf(journalIsBroken.getMessage())));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Reply.of(Refused.of(503, "the provider is ending"));
        } catch (IOException | RuntimeException unexpected) {
            log.error("a request failed", unexpected);
            return Reply.of(Refused.of(500, unexpected.toString()));
        }
    }

    private void authorize(HttpExchange exchange, Call call) {
        TestCard[] card = {TestCard.APPROVE};
        Reply reply = guarded(() -> {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            AuthorizationRequest request = AuthorizationRequest.read(key, body(exchange));
            call.about(request.asked().order());
            card[0] = request.card();
            return authorized(request, call);
        });
        metrics.spoiled(card[0]);
        switch (card[0]) {
            case SLOW -> answerAfter(delay().plus(slowness), exchange, call, reply);
            case LOSE_ANSWER -> {
                exchange.close();
                call.unanswered("the connection was closed without an answer");
            }
            case APPROVE, DECLINE, ERROR, RUBBISH -> answerAfter(delay(), exchange, call, reply);
        }
    }

    private Duration delay() {
        Duration delay = lateness.delay();
        if (!discretion.isOn()) {
            metrics.delayed(delay);
        }
        return delay;
    }

    private void answerAfter(Duration delay, HttpExchange exchange, Call call, Reply reply) {
        if (delay.isZero()) {
            answer(exchange, call, reply);
        } else {
            later.schedule(
                    () -> threads.execute(() -> answer(exchange, call, reply)),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    record Kept(@Nullable String key, @Nullable Integer seconds) {}

    private Reply discretion(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")) {
            throw notAllowed(exchange, "PUT");
        }
        try {
            Kept wanted = Json.read(body(exchange), Kept.class);
            return Reply.json(200, discretion.keep(wanted.key(), wanted.seconds()));
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw Refused.of(400, String.valueOf(wrong.getMessage()));
        }
    }

    private Reply slowness(HttpExchange exchange) throws IOException {
        if (discretion.isKeptFrom(exchange.getRequestHeaders().getFirst(Discretion.HEADER))) {
            throw Refused.of(409, Discretion.REASON);
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> Reply.json(200, lateness.show());
            case "PUT" -> Reply.json(200, lateness.change(body(exchange)));
            default -> throw notAllowed(exchange, "GET, PUT");
        };
    }

    private Reply demoClock(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> {}
            case "PUT" -> setDemoClock(body(exchange));
            default -> throw notAllowed(exchange, "GET, PUT");
        }
        return new Reply(200, "application/json", DemoClockJson.show(demoClock));
    }

    private void setDemoClock(String body) {
        try {
            DemoClockJson.set(demoClock, body);
        } catch (IllegalArgumentException wrong) {
            throw Refused.of(400, String.valueOf(wrong.getMessage()));
        }
    }

    private Reply authorized(AuthorizationRequest request, Call call) throws InterruptedException {
        return switch (request.card()) {
            case ERROR -> Reply.of(Refused.of(503, "the provider is out of order, as this card wants it"));
            case RUBBISH -> RUBBISH;
            case APPROVE, DECLINE, SLOW, LOSE_ANSWER -> {
                Payments.Decision decision =
                        payments.authorize(request.asked(), request.card().authorises());
                call.decided(decision.order(), decision.status());
                yield Reply.json(201, decision);
            }
        };
    }

    private Reply voided(String order, Call call) throws InterruptedException {
        UUID id = AuthorizationRequest.order("order", order);
        call.about(id);
        payments.voidPayment(id);
        call.decided(id, Status.VOIDED);
        return Reply.json(200, Map.of("order", id, "status", Status.VOIDED));
    }

    private static void answer(HttpExchange exchange, Call call, Reply reply) {
        try {
            reply.send(exchange);
            call.answered(reply.status());
        } catch (IOException hungUp) {
            call.unanswered("whoever asked had hung up");
        }
    }

    private record Up(String status, Payments.Counts payments) {}

    private record Page(
            List<Authorization> authorizations, @Nullable UUID next) {}

    private Reply read(HttpExchange exchange, String path) throws InterruptedException {
        Matcher one = ONE.matcher(path);
        boolean isList = path.equals(AUTHORIZATIONS);
        if (!isList && !one.matches() && !path.equals("/health")) {
            String allowed = VOID.matcher(path).matches() ? "POST" : null;
            throw allowed == null ? Refused.of(404, "nothing is at " + path) : notAllowed(exchange, allowed);
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            throw notAllowed(exchange, isList ? "GET, POST" : "GET");
        }
        if (isList) {
            return page(Query.read(exchange.getRequestURI().getRawQuery(), "after", "limit"));
        }
        return one.matches() ? one(one.group(1)) : Reply.json(200, new Up("up", payments.counts()));
    }

    private static Refused notAllowed(HttpExchange exchange, String allowed) {
        exchange.getResponseHeaders().set("Allow", allowed);
        return Refused.invalid(405, "method", exchange.getRequestMethod(), allowed);
    }

    private Reply one(String order) throws InterruptedException {
        UUID id = AuthorizationRequest.order("order", order);
        return Reply.json(
                200, payments.find(id).orElseThrow(() -> Refused.of(404, "nobody asked for money for order " + id)));
    }

    private Reply page(Query query) throws InterruptedException {
        Optional<UUID> after = query.value("after").map(order -> AuthorizationRequest.order("after", order));
        int limit = query.whole("limit", 1, MOST_PER_PAGE, MOST_PER_PAGE);
        List<Authorization> found = payments.page(after, limit + 1);
        boolean isLast = found.size() <= limit;
        List<Authorization> shown = isLast ? found : found.subList(0, limit);
        return Reply.json(200, new Page(shown, isLast ? null : shown.getLast().order()));
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw Refused.invalid(413, "body", "longer", "at most " + LARGEST_BODY + " bytes");
        }
        return new String(body, UTF_8);
    }

    @Override
    public void close() {
        port.close();
        later.shutdownNow();
        threads.shutdownNow();
    }
}
