package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import java.util.List;
import java.util.function.Function;

/**
 * Where evidence is.
 *
 * @param traces the spans of a trace, from memory or from a database; none when it is unknown
 */
public record Sources(SpanTallies tallies, Figures figures, Function<TraceId, List<Span>> traces, RecentLogs logs) {}
