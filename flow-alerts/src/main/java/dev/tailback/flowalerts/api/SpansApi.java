package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.store.TraceSpans;
import dev.tailback.flowalerts.store.row.Status;
import dev.tailback.flowalerts.store.search.PageEnd;
import dev.tailback.flowalerts.store.search.SpanPage;
import dev.tailback.flowalerts.store.search.SpanQuery;
import dev.tailback.flowalerts.store.search.StoreAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans of the database, by whatever is known of them. */
final class SpansApi {
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 2_000;
    // Exporters of most backends send 512 at once; a line of a few hundred is still read by any importer.
    private static final int SPANS_OF_A_REQUEST = 500;
    // Where neither order nor trace leads to few spans, a look at all that was ever kept would take minutes.
    private static final Duration USUAL_TIME = Duration.ofHours(1);

    // What OTLP can tell, in nanoseconds.
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    private final @Nullable TraceSpans database;
    private final Clock clock;

    SpansApi(@Nullable TraceSpans database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Answer spans(Query query) {
        query.allow(
                "trace",
                "order",
                "service",
                "operation",
                "status",
                "min_duration_ms",
                "attr.",
                "from",
                "last_s",
                "to",
                "after",
                "limit",
                "format");
        SpanPage page = find(query(query));
        return switch (query.text("format").orElse("spans")) {
            case "spans" -> Json.ok(SpansJson.of(page));
            case "otlp" -> Json.ok(OtlpPage.of(page));
            case String other -> throw Problem.wrongValue("format", other, "spans, otlp");
        };
    }

    Answer report(Query query) {
        query.allow();
        try {
            return Json.ok(database().report());
        } catch (StoreAway failure) {
            throw Problem.unavailable(failure.sentence());
        }
    }

    private SpanPage find(SpanQuery query) {
        try {
            return database().search().find(query);
        } catch (StoreAway failure) {
            throw Problem.unavailable(failure.sentence());
        }
    }

    private TraceSpans database() {
        if (database == null) {
            throw Problem.unavailable("there is no database of spans; SPANS_DB_URL names one");
        }
        return database;
    }

    private SpanQuery query(Query query) {
        TraceId trace = query.text("trace").map(SpansApi::trace).orElse(null);
        String order = query.text("order").orElse(null);
        boolean isNarrow = trace != null || order != null;
        return new SpanQuery(
                trace,
                order,
                query.text("service").orElse(null),
                query.text("operation").orElse(null),
                query.text("status").map(SpansApi::status).orElse(null),
                query.text("min_duration_ms").isPresent()
                        ? Duration.ofMillis(query.number("min_duration_ms", 0, 0, Integer.MAX_VALUE))
                        : null,
                query.startingWith("attr."),
                from(query, isNarrow),
                query.text("to").map(text -> instant("to", text)).orElse(null),
                query.text("after").map(SpansApi::after).orElse(null),
                query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT));
    }

    private @Nullable Instant from(Query query, boolean isNarrow) {
        Optional<String> from = query.text("from");
        if (from.isPresent()) {
            return instant("from", from.get());
        }
        if (query.text("last_s").isPresent()) {
            return clock.instant().minusSeconds(query.number("last_s", 0, 1, 999_999_999));
        }
        return isNarrow ? null : clock.instant().minus(USUAL_TIME);
    }

    private static TraceId trace(String text) {
        return TraceId.parse(text).orElseThrow(() -> Problem.wrongValue("trace", text, "32 hexadecimal digits"));
    }

    private static Status status(String text) {
        return Status.parse(text).orElseThrow(() -> Problem.wrongValue("status", text, "completed, failed, timeout"));
    }

    private static PageEnd after(String text) {
        return PageEnd.parse(text).orElseThrow(() -> Problem.wrongValue("after", text, "next of the page before"));
    }

    private static Instant instant(String name, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException wrong) {
            throw wrongTime(name, text);
        }
        throw wrongTime(name, text);
    }

    private static Problem wrongTime(String name, String text) {
        return Problem.wrongValue(name, text, "a time from 1970 to 2262, such as 2026-11-21T10:15:00Z");
    }

    private record SpansJson(
            List<TraceJson.SpanJson> spans, @Nullable String next) {
        static SpansJson of(SpanPage page) {
            return new SpansJson(
                    page.spans().stream().map(TraceJson.SpanJson::of).toList(), written(page.next()));
        }
    }

    private record OtlpPage(
            List<Map<String, Object>> requests,
            int spans,
            @Nullable String next) {
        static OtlpPage of(SpanPage page) {
            return new OtlpPage(
                    pieces(page.spans()).stream().map(OtlpJson::request).toList(),
                    page.spans().size(),
                    written(page.next()));
        }

        private static List<List<Span>> pieces(List<Span> spans) {
            List<List<Span>> pieces = new ArrayList<>();
            for (int from = 0; from < spans.size(); from += SPANS_OF_A_REQUEST) {
                pieces.add(spans.subList(from, Math.min(spans.size(), from + SPANS_OF_A_REQUEST)));
            }
            return pieces;
        }
    }

    private static @Nullable String written(@Nullable PageEnd end) {
        return end == null ? null : end.toString();
    }
}
