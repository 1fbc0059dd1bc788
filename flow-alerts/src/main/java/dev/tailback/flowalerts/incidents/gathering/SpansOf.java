package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.casefile.SpanSeen;
import dev.tailback.flowalerts.incidents.casefile.StageSeen;
import dev.tailback.flowalerts.incidents.gathering.SpanTallies.Planned;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The very spans that a rule counted, and those whose plan was looked at. */
final class SpansOf {
    // A database that is slow answers slowly, too, and it may be what the incident is about.
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Function<TraceId, List<Span>> traces;

    SpansOf(Function<TraceId, List<Span>> traces) {
        this.traces = traces;
    }

    record Found(List<SpanSeen> spans, int leftOut) {}

    private record Id(String traceId, String spanId) {}

    /** @param before found earlier, some of which nobody may know any more */
    Found of(Incident incident, List<Planned> plans, List<SpanSeen> before) {
        LinkedHashMap<Id, SpanSeen> found = new LinkedHashMap<>();
        before.forEach(span -> found.put(new Id(span.traceId(), span.spanId()), span));
        long began = System.nanoTime();
        for (StageSeen stage : incident.file().stages()) {
            for (StageSeen.Sighting signal : stage.signals()) {
                String trace = signal.traceId();
                String span = signal.spanId();
                if (trace != null
                        && span != null
                        && !found.containsKey(new Id(trace, span))
                        && System.nanoTime() - began < LONGEST.toNanos()) {
                    add(found, trace, span);
                }
            }
        }
        plans.stream()
                .map(Planned::span)
                .map(SpansOf::seen)
                .forEach(span -> found.putIfAbsent(new Id(span.traceId(), span.spanId()), span));
        return new Found(
                found.values().stream()
                        .limit(CaseFile.MOST_SPANS)
                        .sorted(Comparator.comparing(SpanSeen::startedAt))
                        .toList(),
                Math.max(0, found.size() - CaseFile.MOST_SPANS));
    }

    private void add(LinkedHashMap<Id, SpanSeen> found, String trace, String span) {
        TraceId.parse(trace).stream()
                .flatMap(id -> traces.apply(id).stream())
                .filter(each -> HexFormat.of().toHexDigits(each.spanId()).equals(span))
                .findFirst()
                .ifPresent(each -> found.put(new Id(trace, span), seen(each)));
    }

    static SpanSeen seen(Span span) {
        return new SpanSeen(
                span.traceId().toString(),
                HexFormat.of().toHexDigits(span.spanId()),
                span.isRoot() ? null : HexFormat.of().toHexDigits(span.parentSpanId()),
                Shortened.text(span.service()),
                Shortened.text(span.name()),
                span.kind().name().toLowerCase(Locale.ROOT),
                Window.instant(span.startUnixNano()),
                span.durationNanos() / NANOS_PER_MILLI,
                span.status().name().toLowerCase(Locale.ROOT),
                span.statusMessage().isEmpty() ? null : Shortened.text(span.statusMessage()),
                Shortened.attributes(span.attributes().asMap()));
    }
}
