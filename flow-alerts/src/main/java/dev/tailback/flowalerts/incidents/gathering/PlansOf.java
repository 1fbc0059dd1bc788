package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.PlanSeen;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.gathering.SpanTallies.Planned;
import dev.tailback.flowalerts.spans.Span;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What plans of slow statements said. */
final class PlansOf {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private PlansOf() {}

    static List<PlanSeen> of(List<Planned> plans) {
        return plans.stream().limit(CaseFile.MOST_PLANS).map(PlansOf::plan).toList();
    }

    private static PlanSeen plan(Planned planned) {
        Span span = planned.span();
        return new PlanSeen(
                Shortened.text(span.service()),
                text(span.attributes().get("db.collection.name")),
                text(span.attributes().get("db.query.text")),
                true,
                span.attributes().get("db.missing_index") instanceof List<?> missing
                        ? missing.stream()
                                .limit(10)
                                .map(index -> Shortened.text(index.toString()))
                                .toList()
                        : List.of(),
                span.durationNanos() / NANOS_PER_MILLI,
                planned.seen(),
                span.traceId().toString(),
                HexFormat.of().toHexDigits(span.spanId()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Shortened.text(value.toString());
    }
}
