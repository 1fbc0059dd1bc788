package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Doorkeeper;
import dev.tailback.door.HttpPort;
import dev.tailback.door.Openness;
import dev.tailback.door.QueryString;
import dev.tailback.door.Rooms;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lab over HTTP: a table of routes, and what holds for all of them. */
public final class ControlRoom implements AutoCloseable {
    static final int LARGEST_BODY = 64 << 10;
    private static final String FILES = "/room";
    private static final int UNAUTHORIZED = 401;

    private final PageToken token;
    private final @Nullable Login login;
    private final HttpPort port;
    private final Map<String, Map<String, Route>> at = new HashMap<>();

    /**
     * On loopback.
     *
     * @param token what a browser shows with all that changes something
     */
    public ControlRoom(int port, PageToken token, List<Route> routes) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Openness.onLoopback(), token, routes);
    }

    public ControlRoom(InetSocketAddress address, Openness openness, PageToken token, List<Route> routes)
            throws IOException {
        this.token = token;
        this.login = openness.token() == null || !openness.isBeyondLoopback()
                ? null
                : new Login(openness.token(), InstantSource.system());
        routes.forEach(this::add);
        // Its files tell nothing; what they show is asked for.
        Doorkeeper doorkeeper = Doorkeeper.of(openness, Rooms.openTo(Login.PATH, FILES));
        if (login != null) {
            login.routes().forEach(this::add);
            doorkeeper = doorkeeper.admitting(login::knows);
        }
        this.port = HttpPort.open(address, doorkeeper, this::turnAway, exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
    }

    private void turnAway(HttpExchange exchange, dev.tailback.door.Refusal refusal) throws IOException {
        Optional<Reply> instead = login == null || refusal.status() != UNAUTHORIZED
                ? Optional.empty()
                : login.instead(exchange.getRequestURI().getPath(), showsToken(exchange), address(exchange));
        if (instead.isEmpty()) {
            HttpPort.problem(exchange, refusal);
            return;
        }
        try (exchange) {
            send(exchange, instead.get());
        }
    }

    private static boolean showsToken(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization") != null;
    }

    private static String address(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    public int port() {
        return port.address().getPort();
    }

    private void add(Route route) {
        Route before = at.computeIfAbsent(route.path(), path -> new TreeMap<>()).putIfAbsent(route.method(), route);
        if (before != null) {
            throw new IllegalArgumentException(
                    "two routes for " + route.method() + " " + route.path() + "; one is allowed");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        if (login != null && showsToken(exchange) && login.isGuessed(asked.getPath(), address(exchange))) {
            send(exchange, Login.later());
            return;
        }
        Map<String, Route> methods = at.getOrDefault(asked.getPath(), Map.of());
        Route route = methods.get(exchange.getRequestMethod());
        if (route == null) {
            send(exchange, nothingHere(exchange, methods.keySet()));
            return;
        }
        Optional<Reply> refusal = route.path().equals(Login.PATH)
                ? Optional.empty() // whoever is not in has no page that could have told it
                : token.refuse(route.method(), exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            send(exchange, refusal.get());
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        Reply reply = body.length > LARGEST_BODY
                ? Reply.problem(
                        413, "Content Too Large", "the body is longer than the " + LARGEST_BODY + " bytes allowed")
                : answer(
                        route,
                        asked.getRawQuery(),
                        new Request.Accepted(
                                exchange.getRequestHeaders().getFirst("Accept"),
                                exchange.getRequestHeaders().getFirst("Accept-Encoding"),
                                exchange.getRequestHeaders().getFirst("If-None-Match")),
                        new Request.Sender(
                                address(exchange), exchange.getRequestHeaders().getFirst("Cookie")),
                        new String(body, UTF_8));
        send(exchange, reply);
        reply.afterwards().run();
    }

    private static Reply nothingHere(HttpExchange exchange, Set<String> methods) {
        String path = exchange.getRequestURI().getPath();
        if (methods.isEmpty()) {
            return Reply.problem(404, "Not Found", "nothing is at " + path);
        }
        String allowed = String.join(", ", methods);
        exchange.getResponseHeaders().set("Allow", allowed);
        return Reply.problem(
                405, "Method Not Allowed", exchange.getRequestMethod() + " is not allowed at " + path + ": " + allowed);
    }

    private static Reply answer(
            Route route, @Nullable String query, Request.Accepted accepted, Request.Sender sender, String body) {
        try {
            QueryString asked = QueryString.read(query);
            asked.allow(route.parameters());
            return route.action().answer(new Request(asked, accepted, sender, body));
        } catch (QueryString.Malformed wrong) {
            return Reply.problem(400, "Bad Request", wrong.sentence());
        } catch (BadRequest wrong) {
            return Reply.problem(400, "Bad Request", wrong.sentence());
        } catch (Refusal refusal) {
            return Reply.problem(409, "Conflict", refusal.sentence());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Reply.problem(503, "Service Unavailable", "the lab is ending");
        } catch (IOException | RuntimeException unexpected) {
            return Reply.problem(500, "Internal Server Error", unexpected.toString());
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        reply.headers().forEach(headers::set);
        switch (reply.body()) {
            case Reply.Whole whole -> {
                exchange.sendResponseHeaders(reply.status(), whole.bytes().length == 0 ? -1 : whole.bytes().length);
                exchange.getResponseBody().write(whole.bytes());
            }
            case Reply.Flowing flowing -> {
                exchange.sendResponseHeaders(reply.status(), 0);
                flow(flowing.flow(), exchange.getResponseBody());
            }
        }
    }

    /** Until it ends, the reader has gone, or the lab ends; none of them is a failure. */
    private static void flow(Reply.Flow flow, OutputStream out) throws IOException {
        try {
            flow.to(out);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
