package dev.tailback.lab.faults.scenario;

import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * 43 queries at once over three stages whose queries take 2.8 s and whose pools have six or seven connections left. A
 * pool is waited for 3 s, so each connection serves two queries and no third: one in fourteen or so fails, for want of
 * a connection and not by chance.
 */
public final class DatabaseScenario {
    private static final long DELAY_MILLIS = 2_800;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** If somebody else keeps the stages busy, it goes on all the same. */
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(15);

    private static final String SLOW_QUERIES = "slow-queries";
    private static final String POOL_EXHAUSTION = "pool-exhaustion";
    private static final List<String> FAULTS = List.of(SLOW_QUERIES, POOL_EXHAUSTION);

    /**
     * What a stage has to do.
     *
     * @param left how many connections are left to it
     * @param ownWork how many of them it uses itself at most, for what it does anyway
     */
    private record Task(int queries, int left, int ownWork) {}

    private static final Map<Part, Task> TASKS = new EnumMap<>(Map.of(
            Part.CATALOG, new Task(15, 7, 0),
            Part.CHECKOUT, new Task(15, 7, 1),
            Part.INVENTORY, new Task(13, 6, 0)));

    private final Faults faults;
    private final Places places;
    private final Web web;
    private final Telemetry telemetry;
    private final ReentrantLock running = new ReentrantLock();

    public DatabaseScenario(Faults faults, Places places, Web web, Telemetry telemetry) {
        this.faults = faults;
        this.places = places;
        this.web = web;
        this.telemetry = telemetry;
    }

    ScenarioReport run() throws IOException, InterruptedException {
        if (!running.tryLock()) {
            throw new Refusal("the database scenario is running; it takes less than a minute");
        }
        try {
            demandNoneSet();
            return traced();
        } finally {
            running.unlock();
        }
    }

    /** What was set before would be cleared with it. */
    private void demandNoneSet() throws IOException, InterruptedException {
        for (FaultsView.Standing standing : faults.standing()) {
            if (FAULTS.contains(standing.fault())) {
                throw new Refusal(standing.fault() + " is set on " + standing.target()
                        + "; ./tailback clear undoes it, and the scenario sets it itself");
            }
        }
    }

    /** Whoever reads the report may look at its trace. */
    private ScenarioReport traced() throws IOException, InterruptedException {
        Span span = telemetry
                .sdk()
                .getTracer("dev.tailback.lab.faults")
                .spanBuilder("POST /api/demo/trigger-database-scenario")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .startSpan();
        try {
            return measured(span.getSpanContext());
        } finally {
            span.end();
            telemetry.spanExport().upToNow().join();
        }
    }

    private ScenarioReport measured(SpanContext trace) throws IOException, InterruptedException {
        // The first queries of a stage find no connections and no plans: they would be slow for another reason.
        burst(trace);
        Map<Part, Burst> before = burst(trace);
        Map<String, Integer> held = new LinkedHashMap<>();
        Map<Part, Burst> under;
        try {
            for (Map.Entry<Part, Task> task : TASKS.entrySet()) {
                String stage = task.getKey().id();
                held.put(stage, hold(stage, task.getValue().left()));
            }
            faults.set(SLOW_QUERIES, Map.of("delay", DELAY_MILLIS + "ms"), null);
            Patience.until(QUIET_WITHIN, () -> isQuiet(held));
            under = burst(trace);
        } finally {
            for (String fault : FAULTS) {
                faults.clear(fault);
            }
        }
        SequencedMap<String, Figures> stages = new LinkedHashMap<>();
        under.forEach((stage, burst) -> stages.put(stage.id(), Figures.of(List.of(burst))));
        Figures total = Figures.of(List.copyOf(under.values()));
        return new ScenarioReport(
                "database_scenario_completed",
                trace.getTraceId(),
                DELAY_MILLIS,
                total.queries(),
                total.activeQueries(),
                held,
                Figures.of(List.copyOf(before.values())),
                total,
                stages);
    }

    /** Whether the stages use no more of what is left than they always do; a sweeper's round would take one away. */
    private boolean isQuiet(Map<String, Integer> held) throws InterruptedException {
        for (Map.Entry<Part, Task> task : TASKS.entrySet()) {
            int active = pool(task.getKey())
                    .path("pool_stats")
                    .path("active_connections")
                    .asInt();
            if (active
                    > held.getOrDefault(task.getKey().id(), 0) + task.getValue().ownWork()) {
                return false;
            }
        }
        return true;
    }

    private JsonNode pool(Part stage) throws InterruptedException {
        return web.get(uri(stage, "/admin/pool"), PATIENCE).json();
    }

    private int hold(String stage, int left) throws IOException, InterruptedException {
        int maximum = pool(Part.of(stage)).path("maximum").asInt();
        if (maximum <= left) {
            throw new Refusal("the pool of " + stage + " has only " + maximum + " connections; ./tailback clear pool");
        }
        faults.set(POOL_EXHAUSTION, Map.of("stage", stage, "connections", String.valueOf(maximum - left)), null);
        return maximum - left;
    }

    /** All of them at once. */
    private Map<Part, Burst> burst(SpanContext trace) throws InterruptedException {
        String traceParent = "00-%s-%s-01".formatted(trace.getTraceId(), trace.getSpanId());
        Map<Part, Future<Burst>> asked = new EnumMap<>(Part.class);
        Map<Part, Burst> answered = new EnumMap<>(Part.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TASKS.forEach((stage, task) ->
                    asked.put(stage, threads.submit(() -> ask(stage, task.queries(), traceParent))));
            for (Map.Entry<Part, Future<Burst>> each : asked.entrySet()) {
                answered.put(each.getKey(), each.getValue().get());
            }
            return answered;
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        }
    }

    private Burst ask(Part stage, int queries, String traceParent) throws InterruptedException {
        return web.post(
                        uri(stage, "/demo/queries"),
                        Map.of("count", queries),
                        Map.of("traceparent", traceParent),
                        PATIENCE)
                .as(Burst.class);
    }

    private URI uri(Part stage, String path) {
        return URI.create(places.url(stage) + path);
    }
}
