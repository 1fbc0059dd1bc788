package dev.tailback.breakage;

import dev.tailback.stage.http.Problem;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Many of the stage's own reads at once, for whoever wants to see them contend. */
@RestController
class QueryBurstHttp {
    private final QueryBurst burst;

    QueryBurstHttp(QueryBurst burst) {
        this.burst = burst;
    }

    @PostMapping("/demo/queries")
    Shown run(@RequestBody Wanted wanted) {
        Integer count = wanted.count();
        if (count == null || count < 1 || count > QueryBurst.MOST) {
            throw Problem.invalid("count", count, "1 to " + QueryBurst.MOST);
        }
        QueryBurst.Report report = burst.run(count);
        return new Shown(
                Span.current().getSpanContext().getTraceId(),
                report.activeQueriesPeak(),
                report.utilizationPeakPercent(),
                report.queries().stream().map(Query::of).toList());
    }

    record Wanted(@Nullable Integer count) {}

    record Shown(String traceId, int activeQueriesPeak, double utilizationPeakPercent, List<Query> queries) {}

    record Query(double waitedMs, double queryMs, String outcome) {
        static Query of(QueryBurst.Query query) {
            return new Query(
                    millis(query.waited()),
                    millis(query.took()),
                    query.outcome().name().toLowerCase(Locale.ROOT));
        }

        private static double millis(Duration duration) {
            return Math.round(duration.toNanos() / 1e5) / 10.0;
        }
    }
}
