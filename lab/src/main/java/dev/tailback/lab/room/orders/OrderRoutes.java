package dev.tailback.lab.room.orders;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.traces.TraceTree;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP, for the lab's own page. */
public final class OrderRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_LINES = 300;

    private final Orders orders;
    private final Traces traces;
    private final Http http;
    private final String flowAlerts;

    public OrderRoutes(ShopServer server, Http http, Places places) {
        this.orders = new Orders(server);
        this.traces = new Traces(http, places);
        this.http = http;
        this.flowAlerts = places.url(Part.FLOW_ALERTS);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/room/orders", Set.of("find", "state"), this::list),
                Route.get("/api/room/order", Set.of("id"), this::one),
                Route.get("/api/room/trace", Set.of("id"), this::trace));
    }

    record Listed(List<FoundOrder> orders, int most) {}

    /** @param lines null, with the reason, while flow-alerts does not tell */
    record Traced(
            @Nullable FoundOrder order,
            Waterfall.@Nullable Shown trace,
            @Nullable List<LogLine> lines,
            @Nullable String reason) {}

    private record Logs(List<LogLine> logs) {}

    record LogLine(
            String at,
            String service,
            @Nullable String severity,
            @Nullable String body) {
        LogLine shortened() {
            return new LogLine(at, Waterfall.cut(service), severity, body == null ? null : Waterfall.cut(body));
        }
    }

    private Reply list(Request asked) throws IOException {
        Search search =
                Search.of(asked.query("find").orElse(""), asked.query("state").orElse("any"));
        return PageRoutes.packed(asked, new Listed(orders.find(search), Orders.MOST));
    }

    private Reply one(Request asked) throws IOException, InterruptedException {
        String id = asked.query("id").orElse("");
        FoundOrder order = orders.find(uuid(id))
                .orElseThrow(() -> new Refusal("no order is called " + id + ", or it is older than what is kept"));
        return PageRoutes.packed(
                asked,
                order.traceId() == null || order.traceId().isEmpty()
                        ? new Traced(order, null, null, "no trace is known of it")
                        : traced(order, order.traceId()));
    }

    private Reply trace(Request asked) throws InterruptedException {
        String id = asked.query("id").orElse("");
        if (!id.matches("[0-9a-f]{32}")) {
            throw new BadRequest("id=" + Waterfall.cut(id) + " is not allowed: 32 hexadecimal digits");
        }
        return PageRoutes.packed(asked, traced(null, id));
    }

    private Traced traced(@Nullable FoundOrder order, String traceId) throws InterruptedException {
        try {
            TraceTree tree = traces.tree(traceId);
            List<LogLine> lines = http
                    .get(URI.create(flowAlerts + "/api/logs?trace_id=" + traceId + "&limit=" + MOST_LINES), PATIENCE)
                    .as(Logs.class)
                    .logs()
                    .stream()
                    .map(LogLine::shortened)
                    .toList();
            return new Traced(order, Waterfall.of(traceId, tree), lines, null);
        } catch (WebFailure silent) {
            return new Traced(order, null, null, "flow-alerts does not tell: " + silent.getMessage());
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("id=" + Waterfall.cut(text) + " is not allowed: an order's id");
        }
    }
}
