package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.function.Predicate;

/** The latest log lines, in the order in which they happened. */
final class LogsApi {
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 5_000;

    private final RecentLogs logs;

    LogsApi(RecentLogs logs) {
        this.logs = logs;
    }

    /** All lines, or those of a trace, of a service, or both. */
    Answer list(Query query) {
        query.allow("trace_id", "service", "limit");
        Predicate<LogLine> ofTrace = query.text("trace_id")
                .map(LogsApi::traceId)
                .<Predicate<LogLine>>map(traceId -> line -> traceId.equals(line.traceId()))
                .orElse(line -> true);
        Predicate<LogLine> ofService = query.text("service")
                .<Predicate<LogLine>>map(
                        service -> line -> line.resource().service().equals(service))
                .orElse(line -> true);
        int limit = query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        return Json.ok(LogListJson.of(logs.latest(ofTrace.and(ofService), limit)));
    }

    private static TraceId traceId(String text) {
        return TraceId.parse(text).orElseThrow(() -> Problem.wrongValue("trace_id", text, "32 hexadecimal digits"));
    }
}
