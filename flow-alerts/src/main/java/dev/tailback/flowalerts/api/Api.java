package dev.tailback.flowalerts.api;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Refusal;
import dev.tailback.flowalerts.calls.Calls;
import dev.tailback.flowalerts.exposition.Family;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.lag.LagSource;
import dev.tailback.flowalerts.logs.LogCounts;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.metrics.MetricCounts;
import dev.tailback.flowalerts.otlp.OtlpCounts;
import dev.tailback.flowalerts.spans.SpanCounts;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.store.TraceSpans;
import dev.tailback.flowalerts.store.writing.StoreCounts;
import dev.tailback.flowalerts.tape.Tapes;
import dev.tailback.flowalerts.workers.WorkerState;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What flow-alerts shows: its health, the traces, metrics and log lines that it remembers, the spans that it keeps, how far
 * consumers are behind, incidents, and its own metrics.
 */
public final class Api implements Door {
    private static final String ONE_TRACE = "/api/traces/";
    private static final String ONE_RULE = "/api/rules/";
    private static final String RULE_EVENTS = "/api/rules/events";
    private static final String PACE = "/api/rules/pace";

    private final SpanStore spans;
    private final @Nullable TraceSpans database;
    private final LatestMetrics metrics;
    private final RecentLogs logs;
    private final Supplier<OtlpCounts> otlp;
    private final Supplier<List<WorkerState>> workers;
    private final TracesApi tracesApi;
    private final CallsApi callsApi;
    private final SpansApi spansApi;
    private final MetricsApi metricsApi;
    private final LogsApi logsApi;
    private final TapesApi tapesApi;
    private final LagApi lagApi;
    private final IncidentsApi incidentsApi;
    private final RulesApi rulesApi;
    private final Supplier<List<Family>> families;

    public Api(
            SpanStore spans,
            @Nullable TraceSpans database,
            Calls calls,
            LatestMetrics metrics,
            RecentLogs logs,
            Tapes tapes,
            Supplier<OtlpCounts> otlp,
            Supplier<List<WorkerState>> workers,
            @Nullable LagSource lag,
            IncidentsApi incidents,
            RulesApi rules,
            Supplier<List<Family>> families) {
        this.spans = spans;
        this.database = database;
        this.metrics = metrics;
        this.logs = logs;
        this.otlp = otlp;
        this.workers = workers;
        this.tracesApi = new TracesApi(spans, database);
        this.callsApi = new CallsApi(calls);
        this.spansApi = new SpansApi(database, Clock.systemUTC());
        this.metricsApi = new MetricsApi(metrics);
        this.logsApi = new LogsApi(logs);
        this.tapesApi = new TapesApi(tapes);
        this.lagApi = new LagApi(lag, metrics, Clock.systemUTC());
        this.incidentsApi = incidents;
        this.rulesApi = rules;
        this.families = families;
    }

    @Override
    public Answer answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (IncidentsApi.isAt(path)) {
                return incidentsApi.answer(exchange);
            }
            Query query = Query.of(exchange.getRequestURI());
            if (path.equals(PACE)) {
                allow(exchange, "PUT");
                return rulesApi.pace(exchange, query);
            }
            allow(exchange, "GET");
            return path.equals(RULE_EVENTS) ? rulesApi.listen(exchange, query) : get(path, query);
        } catch (Problem failure) {
            return failure.answer();
        }
    }

    private static void allow(HttpExchange exchange, String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            throw Problem.wrongMethod(exchange.getRequestMethod(), method);
        }
    }

    @Override
    public Answer refused(HttpExchange exchange, Refusal refusal) {
        return new Answer(refusal.status(), headers(refusal), refusal.problem());
    }

    private static Map<String, String> headers(Refusal refusal) {
        HashMap<String, String> headers = new HashMap<>(refusal.headers());
        headers.put("Content-Type", Refusal.CONTENT_TYPE);
        return headers;
    }

    @Override
    public Answer failed(HttpExchange exchange) {
        return Problem.failed().answer();
    }

    private Answer get(String path, Query query) {
        if (path.startsWith(ONE_TRACE)) {
            return tracesApi.one(path.substring(ONE_TRACE.length()), query);
        }
        if (path.startsWith(ONE_RULE)) {
            return rulesApi.one(path.substring(ONE_RULE.length()), query);
        }
        return switch (path) {
            case "/health" -> health(query);
            case "/api/traces" -> tracesApi.list(query);
            case "/api/spans" -> spansApi.spans(query);
            case "/api/spans/report" -> spansApi.report(query);
            case "/api/calls" -> callsApi.list(query);
            case "/api/metrics" -> metricsApi.list(query);
            case "/api/logs" -> logsApi.list(query);
            case "/api/tape/metrics" -> tapesApi.points(query);
            case "/api/tape/logs" -> tapesApi.lines(query);
            case "/api/lag" -> lagApi.now(query);
            case "/api/lag/history" -> lagApi.history(query);
            case "/api/rules" -> rulesApi.list(query);
            case "/metrics" -> MetricsPage.of(families.get());
            default ->
                throw Problem.notFound(
                        "path",
                        path,
                        "/health, /api/traces, /api/traces/{trace_id}, /api/spans, /api/spans/report, /api/calls,"
                                + " /api/metrics, /api/logs, /api/tape/metrics, /api/tape/logs, /api/lag,"
                                + " /api/lag/history, /api/rules, /api/rules/{rule}, /api/rules/events, /api/incidents,"
                                + " /metrics");
        };
    }

    /** Says that all is not well as long as a worker fails, and is no good answer once one has ended. */
    private Answer health(Query query) {
        query.allow();
        List<WorkerState> states = workers.get();
        List<String> ill = states.stream()
                .filter(worker -> !worker.works())
                .map(WorkerState::sentence)
                .toList();
        Health health = new Health(
                ill.isEmpty() ? "up" : "degraded",
                ill.isEmpty() ? null : String.join("; ", ill),
                spans.counts(),
                database == null ? null : database.counts(),
                metrics.counts(),
                logs.counts(),
                otlp.get(),
                states);
        return states.stream().anyMatch(WorkerState::hasEnded)
                ? Json.answer(503, "application/json", Map.of(), health)
                : Json.ok(health);
    }

    /**
     * @param reason absent when all is well
     * @param store absent when there is no database to keep spans in
     */
    private record Health(
            String status,
            @Nullable String reason,
            SpanCounts spans,
            @Nullable StoreCounts store,
            MetricCounts metrics,
            LogCounts logs,
            OtlpCounts otlp,
            List<WorkerState> workers) {}
}
