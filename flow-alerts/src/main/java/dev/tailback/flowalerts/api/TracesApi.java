package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.LinkedSpans;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.store.TraceSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The traces that are in memory; one that is named may come from the database, too. */
final class TracesApi {
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_LIMIT = 500;

    private final SpanStore store;
    private final KnownTraces known;

    TracesApi(SpanStore store, @Nullable TraceSpans database) {
        this.store = store;
        this.known = new KnownTraces(store, database);
    }

    Answer list(Query query) {
        query.allow("limit", "attribute", "value");
        int limit = query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        Optional<String> attribute = query.text("attribute");
        Optional<String> value = query.text("value");
        if (attribute.isEmpty() && value.isEmpty()) {
            return Json.ok(TraceListJson.of(store.newest(limit)));
        }
        return Json.ok(TraceListJson.of(store.newestWith(
                attribute.orElseThrow(() -> Problem.missing("attribute", "the name of an attribute, beside value")),
                value.orElseThrow(() -> Problem.missing("value", "the attribute's value as text, beside attribute")),
                limit)));
    }

    Answer one(String text, Query query) {
        query.allow("follow_links");
        boolean followLinks = query.flag("follow_links");
        TraceId traceId =
                TraceId.parse(text).orElseThrow(() -> Problem.wrongValue("trace_id", text, "32 hexadecimal digits"));
        List<Span> own = known.trace(traceId);
        if (own.isEmpty()) {
            throw Problem.notFound("trace_id", text, "a trace that was received and is still remembered or kept");
        }
        if (!followLinks) {
            return Json.ok(TraceJson.of(traceId, own, false));
        }
        LinkedSpans linked = known.linkedFrom(own);
        ArrayList<Span> all = new ArrayList<>(own);
        all.addAll(linked.spans());
        return Json.ok(TraceJson.of(traceId, all, linked.truncated()));
    }
}
