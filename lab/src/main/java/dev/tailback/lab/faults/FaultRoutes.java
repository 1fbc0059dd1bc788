package dev.tailback.lab.faults;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.terminal.WrittenDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Faults over HTTP. */
public final class FaultRoutes {
    /** Of every fault, beside its own: it is cleared after so long. */
    public static final String SPAN = "for";

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Faults faults;

    public FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/faults", asked -> Reply.json(faults.view())),
                Route.post("/api/faults/check", this::check),
                Route.post("/api/faults/set", this::set),
                Route.post("/api/faults/clear", this::clear));
    }

    record Wanted(@Nullable String fault, @Nullable Map<String, JsonNode> with) {}

    record Unwanted(@Nullable String fault) {}

    public record Set(List<FaultsView.Standing> set) {
        public Set {
            set = List.copyOf(set);
        }
    }

    public record Cleared(List<String> cleared) {
        public Cleared {
            cleared = List.copyOf(cleared);
        }
    }

    private record Order(
            String fault,
            Map<String, String> with,
            @Nullable Duration span) {}

    private static Order order(Request asked) {
        Wanted wanted = asked.body(Wanted.class);
        if (wanted.fault() == null) {
            throw new BadRequest("fault is missing: the name of one, as GET /api/faults lists them");
        }
        Map<String, String> with = new LinkedHashMap<>();
        if (wanted.with() != null) {
            wanted.with().forEach((name, value) -> with.put(name, text(name, value)));
        }
        String span = with.remove(SPAN);
        return new Order(wanted.fault(), with, span == null ? null : span(span));
    }

    private Reply check(Request asked) {
        Order order = order(asked);
        faults.check(order.fault(), order.with());
        return Reply.json(Map.of("status", "fine"));
    }

    private Reply set(Request asked) throws IOException, InterruptedException {
        Order order = order(asked);
        return Reply.json(new Set(faults.set(order.fault(), order.with(), order.span())));
    }

    private Reply clear(Request asked) throws IOException, InterruptedException {
        return Reply.json(new Cleared(faults.clear(asked.body(Unwanted.class).fault())));
    }

    private static String text(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new BadRequest(
                    "with.%s: %s is not allowed: a text, a number or true or false".formatted(name, value));
        }
        return value.asString();
    }

    private static Duration span(String text) {
        return WrittenDuration.parse(text)
                .filter(span -> span.isPositive() && span.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new BadRequest(
                        SPAN + "=" + text + " is not allowed: a duration such as 500ms, 30s, 5m or 1h, at most 24h"));
    }
}
