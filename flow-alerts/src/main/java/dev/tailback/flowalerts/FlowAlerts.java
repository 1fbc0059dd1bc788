package dev.tailback.flowalerts;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tailback.door.Doorkeeper;
import dev.tailback.door.Rooms;
import dev.tailback.flowalerts.api.Api;
import dev.tailback.flowalerts.api.IncidentsApi;
import dev.tailback.flowalerts.api.KnownTraces;
import dev.tailback.flowalerts.api.RulesApi;
import dev.tailback.flowalerts.calls.Calls;
import dev.tailback.flowalerts.exposition.LagSignals;
import dev.tailback.flowalerts.exposition.Points;
import dev.tailback.flowalerts.grpc.GrpcListener;
import dev.tailback.flowalerts.http.HttpListener;
import dev.tailback.flowalerts.http.Listener;
import dev.tailback.flowalerts.incidents.IncidentDesk;
import dev.tailback.flowalerts.incidents.RuleBook;
import dev.tailback.flowalerts.incidents.gathering.Figures;
import dev.tailback.flowalerts.incidents.gathering.Gathering;
import dev.tailback.flowalerts.incidents.gathering.Sources;
import dev.tailback.flowalerts.incidents.gathering.SpanTallies;
import dev.tailback.flowalerts.kafka.Client;
import dev.tailback.flowalerts.kafka.LagMonitor;
import dev.tailback.flowalerts.kafka.SpansTopic;
import dev.tailback.flowalerts.kafka.rules.OverKafka;
import dev.tailback.flowalerts.kafka.rules.SharedSettings;
import dev.tailback.flowalerts.lag.LagSettings;
import dev.tailback.flowalerts.lag.LagSource;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.otlp.OtlpReceiver;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.body.BodyRoom;
import dev.tailback.flowalerts.own.AnotherBackend;
import dev.tailback.flowalerts.own.OwnFigures;
import dev.tailback.flowalerts.spans.SpanSinks;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.store.TraceSpans;
import dev.tailback.flowalerts.tape.Tapes;
import dev.tailback.flowalerts.watch.OwnMetrics;
import dev.tailback.flowalerts.watch.ServerChecks;
import dev.tailback.flowalerts.watch.Verdicts;
import dev.tailback.flowalerts.watch.Watch;
import dev.tailback.flowalerts.watch.Way;
import dev.tailback.flowalerts.workers.Worker;
import dev.tailback.flowalerts.workers.WorkerState;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running process: receivers, memory, store, lag, rules and their HTTP. */
final class FlowAlerts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlowAlerts.class);

    // Of the heap. The rest is for requests being read, answers being written, and the collector's headroom.
    private static final int SHARE_OF_SPANS = 3;
    private static final int SHARE_OF_METRICS = 16;
    private static final int SHARE_OF_LOGS = 16;

    private static final int SHARE_OF_TAPES = 32;

    private static final int MAX_SERIES = 5_000;
    private static final int MAX_LOG_LINES = 10_000;

    private final Settings settings;
    private final @Nullable TraceSpans database;
    private final List<Runnable> ends = new ArrayList<>();
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final IncidentDesk desk;
    private final Listener otlp;
    private final Listener grpc;
    private final Listener api;

    private FlowAlerts(Settings settings) {
        Clock clock = Clock.systemUTC();
        this.settings = settings;
        long heap = Runtime.getRuntime().maxMemory();
        SpanStore store = new SpanStore(settings.maxSpans(), heap / SHARE_OF_SPANS);
        LatestMetrics metrics = new LatestMetrics(MAX_SERIES, heap / SHARE_OF_METRICS);
        RecentLogs logs = new RecentLogs(MAX_LOG_LINES, heap / SHARE_OF_LOGS);
        database = settings.store() == null ? null : TraceSpans.open(settings.store(), Clock.systemUTC());
        if (database != null) {
            workers.addAll(database.workers());
        }
        Watch watch = new Watch(settings.rules(), place(settings.shared()), clock);
        RulesAtWork atWork = new RulesAtWork(watch);
        Tapes tapes = Tapes.of(heap / SHARE_OF_TAPES, Clock.systemUTC());
        SpanTallies tallies = new SpanTallies();
        Calls calls = new Calls(clock);
        Figures figures = new Figures();
        Consumer<List<MetricPoint>> kept = taken -> {
            metrics.take(taken);
            figures.take(taken);
            tapes.points().take(taken);
        };
        Signals signals = new Signals(
                new SpanSinks(
                        database == null
                                ? List.of(store, tallies, calls, watch)
                                : List.of(store, database, tallies, calls, watch)),
                taken -> {
                    watch.points(Way.OTLP, taken);
                    kept.accept(taken);
                },
                lines -> {
                    watch.lines(Way.OTLP, lines);
                    logs.take(lines);
                    tapes.lines().take(lines);
                });
        Consumer<List<MetricPoint>> ours = taken -> {
            watch.points(Way.OWN, taken);
            kept.accept(taken);
        };
        BodyRoom room = new BodyRoom();
        OtlpReceiver receiver = new OtlpReceiver(signals, room);
        Doorkeeper guests = Doorkeeper.ofOwnTypes(settings.openness(), Rooms.openTo("/v1"));
        try {
            LagSource lag = settings.lag() == null ? null : watch(settings.lag(), ours);
            KnownTraces traces = new KnownTraces(store, database);
            Sources sources = new Sources(tallies, figures, traces::trace, logs);
            desk = desk(settings, atWork, new Gathering(sources), clock);
            workers.addAll(desk.workers());
            RulesApi rulesApi = new RulesApi(watch);
            Told told = new Told(
                    store, database, metrics, logs, signals::counts, this::workerStates, lag, watch::view, desk);
            Api shown = new Api(
                    store,
                    database,
                    calls,
                    metrics,
                    logs,
                    tapes,
                    signals::counts,
                    this::workerStates,
                    lag,
                    new IncidentsApi(desk.incidents(), atWork, desk::destinations, clock),
                    rulesApi,
                    told::families);
            otlp = open(
                    Settings.OTLP_HTTP_PORT,
                    settings.otlpHttpPort(),
                    port -> HttpListener.open(port, guests, receiver));
            grpc = open(
                    Settings.OTLP_GRPC_PORT,
                    settings.otlpGrpcPort(),
                    port -> GrpcListener.open(port, guests, signals, room));
            tell(told, ours);
            settings.kafka().map(servers -> read(servers, signals)).ifPresent(topic -> {
                workers.add(topic.worker());
                ends.add(topic::close);
            });
            check(lag, taken -> {
                watch.ofOwnServers(taken);
                kept.accept(taken);
            });
            // When nothing is taken in any more, what waits is told and written.
            ends.add(watch::close);
            ends.add(rulesApi::close);
            ends.add(desk::close);
            ends.add(this::closeDatabase);
            // The API last: it can be asked for as long as something is taken in.
            api = open(
                    Settings.PORT,
                    settings.port(),
                    port -> HttpListener.open(port, Doorkeeper.of(settings.openness(), Rooms.openTo()), shown));
            // Verdicts wait until all is open.
            workers.addAll(watch.begin(List.of(desk, rulesApi)));
        } catch (CannotStart failure) {
            close();
            watch.close();
            closeDatabase();
            throw failure;
        }
    }

    private void tell(Told told, Consumer<List<MetricPoint>> points) {
        Points own = new Points(settings.own().resource());
        OwnFigures figures = OwnFigures.start(
                () -> points.accept(own.of(told.ofItself(), MILLISECONDS.toNanos(System.currentTimeMillis()))));
        workers.add(figures.worker());
        ends.add(figures::close);
        URI backend = settings.own().backend();
        if (backend == null) {
            return;
        }
        if (isOurs(backend)) {
            log.warn("{} is flow-alerts itself, which has its own figures anyway: nothing is sent there", backend);
            return;
        }
        try {
            ends.add(AnotherBackend.open(settings.own(), told::families, Clock.systemUTC())::close);
        } catch (ConfigurationException failure) {
            throw new CannotStart("the variables of OpenTelemetry say: " + failure.getMessage(), failure);
        }
    }

    private boolean isOurs(URI backend) {
        String host = backend.getHost();
        return List.of(otlp.uri().getPort(), grpc.uri().getPort()).contains(backend.getPort())
                && List.of("localhost", "127.0.0.1", "[::1]", settings.address().getHostAddress())
                        .contains(host);
    }

    private void check(@Nullable LagSource lag, Consumer<List<MetricPoint>> told) {
        Map<String, BooleanSupplier> checks = new HashMap<>();
        if (lag != null) {
            // It looks every second anyway.
            checks.put(OwnMetrics.BROKER_UP, () -> lag.state().get().view() != null);
        }
        if (database != null) {
            checks.put(OwnMetrics.DATABASE_UP, database::answers);
        }
        ServerChecks begun = ServerChecks.start(checks, settings.own().resource(), told, Clock.systemUTC());
        workers.add(begun.worker());
        ends.add(begun::close);
    }

    private static Watch.@Nullable Place place(@Nullable SharedSettings shared) {
        return shared == null ? null : told -> shared(shared, told);
    }

    private static OverKafka shared(SharedSettings shared, Consumer<Verdicts.Change> told) {
        try {
            return new OverKafka(shared, told);
        } catch (KafkaException failure) {
            throw new CannotStart(
                    "%s is '%s': %s; allowed: host:port of a broker, or several with commas between"
                            .formatted(RuleVariables.KAFKA, shared.bootstrapServers(), reason(failure)),
                    failure);
        }
    }

    private List<WorkerState> workerStates() {
        return workers.stream().map(Worker::state).toList();
    }

    static FlowAlerts start(Settings settings) {
        return new FlowAlerts(settings);
    }

    private static IncidentDesk desk(Settings settings, RuleBook rules, Gathering gathering, Clock clock) {
        try {
            return IncidentDesk.open(settings.data(), rules, gathering, settings.destinations(), clock);
        } catch (IOException failure) {
            throw new CannotStart(
                    "%s is '%s': %s; allowed: a folder that this process may write and no other process uses"
                            .formatted(
                                    Settings.DATA,
                                    settings.data().map(Path::toString).orElse(""),
                                    failure.getMessage()),
                    failure);
        }
    }

    private SpansTopic read(String bootstrapServers, Signals signals) {
        try {
            return SpansTopic.read(new Client(bootstrapServers, settings.kafkaProperties()), signals);
        } catch (KafkaException failure) {
            throw noBroker(bootstrapServers, "", failure);
        }
    }

    private LagSource watch(LagSettings lag, Consumer<List<MetricPoint>> points) {
        LagSignals signals = new LagSignals(lag.cluster());
        Points own = new Points(settings.own().resource());
        try {
            LagMonitor monitor = LagMonitor.start(
                    new Client(lag.bootstrapServers(), lag.more()),
                    lag.watched(),
                    lag.rules(),
                    lag.every(),
                    view -> points.accept(own.of(signals.of(view), MILLISECONDS.toNanos(view.atMillis()))));
            workers.add(monitor.worker());
            ends.add(monitor::close);
            return new LagSource(monitor::state, monitor.history(), lag);
        } catch (KafkaException failure) {
            throw noBroker(
                    lag.bootstrapServers(),
                    lag.more().isEmpty() ? "" : ", as " + LagVariables.PROPERTIES + " says",
                    failure);
        }
    }

    private CannotStart noBroker(String servers, String how, KafkaException e) {
        String variable = settings.kafka().filter(servers::equals).isPresent() ? Settings.KAFKA : LagVariables.KAFKA;
        return new CannotStart(
                "%s is '%s'%s: %s; allowed: host:port of a broker, or several with commas between"
                        .formatted(variable, servers, how, reason(e)),
                e);
    }

    /** Kafka says what is wrong in the cause. */
    private static String reason(KafkaException e) {
        return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    }

    private interface Opening {
        Listener open(InetSocketAddress port) throws IOException;
    }

    private Listener open(String key, int port, Opening opening) {
        try {
            Listener listener = opening.open(new InetSocketAddress(settings.address(), port));
            ends.add(listener::close);
            return listener;
        } catch (IOException failure) {
            throw new CannotStart(
                    "port %d of %s cannot be opened: %s; allowed: a free port (%s) of an address of this machine (%s)"
                            .formatted(
                                    port,
                                    settings.address().getHostAddress(),
                                    failure.getMessage(),
                                    key,
                                    Settings.ADDRESS),
                    failure);
        }
    }

    private void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    URI api() {
        return api.uri();
    }

    URI otlp() {
        return otlp.uri();
    }

    URI grpc() {
        return grpc.uri();
    }

    /** In the order of opening. */
    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
