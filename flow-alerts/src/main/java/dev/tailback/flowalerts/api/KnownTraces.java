package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.LinkedSpans;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.store.TraceSpans;
import dev.tailback.flowalerts.store.search.StoreAway;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces from memory, and from the database what memory has let go. */
public final class KnownTraces {
    private static final Logger log = LoggerFactory.getLogger(KnownTraces.class);

    private final SpanStore memory;
    private final @Nullable TraceSpans database;

    public KnownTraces(SpanStore memory, @Nullable TraceSpans database) {
        this.memory = memory;
        this.database = database;
    }

    /** By start; none when neither knows it. */
    public List<Span> trace(TraceId trace) {
        List<Span> remembered = memory.trace(trace);
        return isWhole(remembered) ? remembered : withStored(trace, remembered);
    }

    /** What these spans link to, wherever it is. */
    LinkedSpans linkedFrom(Collection<Span> spans) {
        return LinkedSpans.of(spans, this::trace);
    }

    /** Spans that came after their trace was let go are there alone: without the root, or without their parents. */
    private static boolean isWhole(List<Span> spans) {
        Set<Long> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.spanId()));
        return !spans.isEmpty() && spans.stream().allMatch(span -> span.isRoot() || ids.contains(span.parentSpanId()));
    }

    private List<Span> withStored(TraceId trace, List<Span> remembered) {
        if (database == null) {
            return remembered;
        }
        try {
            Map<SpanLink, Span> spans = new LinkedHashMap<>();
            database.search().trace(trace).forEach(span -> spans.put(SpanLink.to(span), span));
            remembered.forEach(span -> spans.put(SpanLink.to(span), span));
            return spans.values().stream().sorted(Span.BY_START).toList();
        } catch (StoreAway failure) {
            log.debug("trace {} is shown as far as it is remembered", trace, failure);
            return remembered;
        }
    }
}
