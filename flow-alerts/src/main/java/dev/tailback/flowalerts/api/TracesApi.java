package dev.tailback.flowalerts.api;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.otlp.OtlpRequests;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.SpanCounts;
import dev.tailback.flowalerts.spans.SpanStore;
import java.util.ArrayList;
import java.util.function.Supplier;

/** What flow-alerts shows: its health and the traces it remembers. */
public final class TracesApi implements Door {
    private static final String TRACES = "/api/traces";
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_LIMIT = 500;

    private final SpanStore store;
    private final Supplier<OtlpRequests> requests;

    public TracesApi(SpanStore store, Supplier<OtlpRequests> requests) {
        this.store = store;
        this.requests = requests;
    }

    @Override
    public Answer answer(HttpExchange exchange) {
        try {
            if (!exchange.getRequestMethod().equals("GET")) {
                throw Problem.wrongMethod(exchange.getRequestMethod(), "GET");
            }
            return get(exchange.getRequestURI().getPath(), Query.of(exchange.getRequestURI()));
        } catch (Problem e) {
            return e.answer();
        }
    }

    @Override
    public Answer failed() {
        return Problem.failed().answer();
    }

    private Answer get(String path, Query query) {
        if (path.startsWith(TRACES + "/")) {
            return trace(path.substring(TRACES.length() + 1), query);
        }
        return switch (path) {
            case "/health" -> Json.ok(new Health("up", store.counts(), requests.get()));
            case TRACES -> traces(query);
            default -> throw Problem.notFound("path", path, "/health, /api/traces, /api/traces/{trace_id}");
        };
    }

    private Answer traces(Query query) {
        var limit = query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        var attribute = query.text("attribute");
        var value = query.text("value");
        if (attribute.isEmpty() && value.isEmpty()) {
            return Json.ok(TraceListJson.of(store.newest(limit)));
        }
        return Json.ok(TraceListJson.of(store.newestWith(
                attribute.orElseThrow(() -> Problem.missing("attribute", "the name of an attribute, beside value")),
                value.orElseThrow(() -> Problem.missing("value", "the attribute's value as text, beside attribute")),
                limit)));
    }

    private Answer trace(String text, Query query) {
        var followLinks = query.flag("follow_links");
        var traceId =
                TraceId.parse(text).orElseThrow(() -> Problem.wrongValue("trace_id", text, "32 hexadecimal digits"));
        var own = store.trace(traceId);
        if (own.isEmpty()) {
            throw Problem.notFound("trace_id", text, "a trace that was received and not yet evicted");
        }
        if (!followLinks) {
            return Json.ok(TraceJson.of(traceId, own, false));
        }
        var linked = store.linkedFrom(own);
        var all = new ArrayList<>(own);
        all.addAll(linked.spans());
        return Json.ok(TraceJson.of(traceId, all, linked.truncated()));
    }

    private record Health(String status, SpanCounts spans, OtlpRequests otlpRequests) {}
}
