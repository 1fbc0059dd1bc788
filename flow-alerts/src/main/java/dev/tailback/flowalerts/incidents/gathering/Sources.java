package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where evidence is.
 *
 * @param traces the spans of a trace, from memory or from a database; none when it is unknown
 * @param lag null when no Kafka is watched
 */
public record Sources(
        SpanTallies tallies,
        Figures figures,
        Function<TraceId, List<Span>> traces,
        RecentLogs logs,
        @Nullable Supplier<LagState> lag) {}
